import type pg from "pg";
import { apply } from "../apply.ts";
import { refuseBundles } from "../bundle/limits.ts";
import { addUp, isSameRecipe, refuseComponents } from "../bundle/recipe.ts";
import { withHolders } from "../load/nesting.ts";
import { loadProducts } from "../load/products.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Part, Product, Recipe } from "../state.ts";
import { transact } from "../transact.ts";
import { announce } from "../write/announcement.ts";
import { lockLinks } from "./lock-links.ts";
import { storeRecipe } from "./store-recipe.ts";

/** What is to be inside a product from now on. */
export interface RecipeWish {
  productId: string;
  /** Rows of one product add up. Null: the bundle ends, and is a plain product without stock. */
  components: Part[] | null;
  policy: Recipe["policy"];
  /** The version that the caller has seen, 0 for a product that was never a bundle; another one is refused. */
  expectedVersion?: number;
}

/**
 * Gives a product a new version of its recipe, makes a plain product a bundle, or ends one. Everything above it is published anew
 * in the same transaction; open orders keep the parts that they were sold with. The recipe that it has changes nothing.
 */
export async function setRecipe(
  pool: pg.Pool,
  wish: RecipeWish,
  at: Date,
): Promise<{ kind: "recipe_set"; productId: string } | Refused> {
  const components = wish.components && addUp(wish.components);
  const shape = components && refuseComponents(components);
  if (shape) return shape;
  return transact(pool, async (tx) => {
    // Whoever sells, counts or edits recipes waits: nobody may see half of a bundle, and two edits cannot close a ring.
    await lockLinks(tx);
    const { productId, policy } = wish;
    const holders = [...(await withHolders(tx, [productId]))];
    const products = await loadProducts(tx, [...holders, ...(components ?? []).map((part) => part.productId)]);
    const refusal = await refuseWish(tx, products, wish, components, holders);
    if (refusal) return refusal;
    if (isSameRecipe(products.get(productId)?.recipe ?? null, components, policy))
      return { kind: "recipe_set", productId };
    await storeRecipe(tx, productId, components && { components, policy }, at);
    await apply(tx, [{ verb: "republish", productIds: [productId] }], at);
    await announce(tx, { products: holders });
    return { kind: "recipe_set", productId };
  });
}

async function refuseWish(
  tx: Db,
  products: Map<string, Product>,
  { productId, policy, expectedVersion }: RecipeWish,
  components: Part[] | null,
  holders: string[],
): Promise<Refused | null> {
  const missing = [productId, ...(components ?? []).map((part) => part.productId)].find((id) => !products.has(id));
  if (missing) return refused("product_not_found", `there is no product ${missing}`);
  const product = products.get(productId);
  if (!product) return null;
  const version = await lastVersion(tx, productId);
  if (expectedVersion !== undefined && expectedVersion !== version) {
    return refused("expected_differs", `the recipe was expected to be version ${expectedVersion}, but is ${version}`);
  }
  if (!components) return null;
  const wanted = new Map(products).set(productId, { ...product, recipe: { id: "", policy, components } });
  return refuseBundles(wanted, holders) ?? (product.recipe ? null : refuseStocked(tx, product));
}

async function lastVersion(db: Db, productId: string): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(
    db,
    "catalogue-recipe-version",
    "select coalesce(max(version), 0) as version from recipe where product_id = $1",
    [productId],
  );
  return row?.version ?? 0;
}

/** Units of a plain product cannot become units of a bundle: they have to be gone, and nobody may wait for them. */
async function refuseStocked(db: Db, { id, sku, restrictions }: Product): Promise<Refused | null> {
  const [has] = await rowsOf<{ stock: boolean; promised: boolean }>(db, "catalogue-stocked", stockedSql, [id]);
  if (has?.stock) {
    return refused("product_has_stock", `${sku} has stock or incoming units of its own: bring them to 0 first`);
  }
  if (has?.promised) {
    return refused("product_has_promises", `${sku} is promised to open orders or holds: ship or release them first`);
  }
  if (restrictions.length === 0) return null;
  return refused("product_restricted", `${sku} has shipping restrictions: put them on its components instead`);
}

const stockedSql = `
  select exists (select from stock_level where product_id = $1
      and (on_hand, unavailable, reserved, incoming) <> (0, 0, 0, 0)) as stock,
    exists (select from reservation where product_id = $1 and ended_at is null)
      or exists (select from shortage where product_id = $1 and ended_at is null) as promised`;
