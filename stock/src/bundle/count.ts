import type pg from "pg";
import { available } from "../available.ts";
import { loadLevels } from "../load/levels.ts";
import { loadLocations } from "../load/network.ts";
import { loadProducts } from "../load/products.ts";
import { atOneMoment } from "../publish/explain.ts";
import type { Db } from "../query.ts";
import type { Product } from "../state.ts";
import { flatten } from "./flatten.ts";
import { oneParcelSets, type Sets, splitSets } from "./sets.ts";

/** Complete sets of each bundle that the own locations hold now, whatever channel; plain products are left out. */
export async function bundleAvailable(pool: pg.Pool, productIds: string[]): Promise<Map<string, Sets>> {
  return atOneMoment(pool, async (db) => countSets(db, await loadProducts(db, productIds), productIds));
}

/** The same, of products that were read already or are only wished for. */
export async function countSets(
  db: Db,
  products: ReadonlyMap<string, Product>,
  productIds: string[],
): Promise<Map<string, Sets>> {
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
}
