import type pg from "pg";
import { loadProducts } from "../load/products.ts";
import { type Refused, refused } from "../outcome.ts";
import { atOneMoment } from "../publish/explain.ts";
import type { Part, Recipe } from "../state.ts";
import { countSets } from "./count.ts";
import { refuseBundles } from "./limits.ts";
import { addUp, refuseComponents } from "./recipe.ts";
import type { Sets } from "./sets.ts";

/** How many sets a recipe would give now, and what would limit it; changes nothing. */
export async function previewRecipe(
  pool: pg.Pool,
  wish: { productId: string; components: Part[]; policy: Recipe["policy"] },
): Promise<({ kind: "previewed" } & Sets) | Refused> {
  const components = addUp(wish.components);
  const shape = refuseComponents(components);
  if (shape) return shape;
  return atOneMoment(pool, async (db) => {
    const { productId, policy } = wish;
    const ids = [productId, ...components.map((part) => part.productId)];
    const products = await loadProducts(db, ids);
    const missing = ids.find((id) => !products.has(id));
    const product = products.get(productId);
    if (missing || !product) return refused("product_not_found", `there is no product ${missing}`);
    products.set(productId, { ...product, recipe: { id: "", policy, components } });
    const refusal = refuseBundles(products, [productId]);
    if (refusal) return refusal;
    const sets = (await countSets(db, products, [productId])).get(productId);
    return { kind: "previewed", sets: sets?.sets ?? 0, limitingProductId: sets?.limitingProductId ?? null };
  });
}
