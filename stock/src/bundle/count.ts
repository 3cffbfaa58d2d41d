import type pg from "pg";
import { available } from "../available.ts";
import { loadLevels } from "../load/levels.ts";
import { loadLocations } from "../load/network.ts";
import { loadProducts } from "../load/products.ts";
import { atOneMoment } from "../publish/explain.ts";
import { flatten } from "./flatten.ts";
import { oneParcelSets, type Sets, splitSets } from "./sets.ts";

/** Complete sets of each bundle that the own locations hold now, whatever channel; plain products are left out. */
export async function bundleAvailable(pool: pg.Pool, productIds: string[]): Promise<Map<string, Sets>> {
  return atOneMoment(pool, async (db) => {
    const products = await loadProducts(db, productIds);
    const levels = await loadLevels(db, [...products.keys()]);
    const locations = [...(await loadLocations(db)).values()]
      .filter((one) => one.isActive && one.kind !== "channel_fulfilled")
      .map((one) => one.id);
    const unitsAt = (productId: string, locationId: string) => {
      const level = levels.get(productId)?.find((one) => one.locationId === locationId);
      return level ? available(level) : 0;
    };
    const sets = new Map<string, Sets>();
    for (const id of productIds) {
      const recipe = products.get(id)?.recipe;
      if (!recipe) continue;
      const count = recipe.policy === "split" ? splitSets : oneParcelSets;
      sets.set(id, count(flatten(products, id), locations, unitsAt));
    }
    return sets;
  });
}
