import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface MadeProduct {
  id: string;
  sku: string;
  title: string;
}

export interface ProductParts {
  sku?: string;
  title?: string;
  /** As printed, with a right check digit. */
  barcodes?: string[];
}

/** A product of its own, with a SKU that no other test uses. */
export async function makeProduct(pool: pg.Pool, parts: ProductParts = {}): Promise<MadeProduct> {
  const id = randomUUID();
  const sku = parts.sku ?? `SKU-${id.slice(0, 8)}`;
  const title = parts.title ?? `Product ${sku}`;
  await pool.query("insert into product (id, sku, title) values ($1, $2, $3)", [id, sku, title]);
  for (const code of parts.barcodes ?? []) {
    const gtin14 = code.padStart(14, "0");
    await pool.query("insert into barcode (gtin14, code, product_id) values ($1, $2, $3)", [gtin14, code, id]);
  }
  return { id, sku, title };
}

export interface BundlePart {
  product: { id: string };
  /** Units in one set. */
  quantity: number;
}

export interface BundleParts extends ProductParts {
  policy?: "split" | "one_parcel";
}

/** A product whose current recipe holds these components; `recipeId` names that recipe. */
export async function makeBundle(
  pool: pg.Pool,
  components: BundlePart[],
  parts: BundleParts = {},
): Promise<MadeProduct & { recipeId: string }> {
  const bundle = await makeProduct(pool, parts);
  const recipeId = randomUUID();
  await pool.query("insert into recipe (id, product_id, version, policy) values ($1, $2, 1, $3)", [
    recipeId,
    bundle.id,
    parts.policy ?? "split",
  ]);
  for (const { product, quantity } of components) {
    await pool.query("insert into component (recipe_id, product_id, quantity) values ($1, $2, $3)", [
      recipeId,
      product.id,
      quantity,
    ]);
  }
  await pool.query("update product set current_recipe_id = $1 where id = $2", [recipeId, bundle.id]);
  return { ...bundle, recipeId };
}
