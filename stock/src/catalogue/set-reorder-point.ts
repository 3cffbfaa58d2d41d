import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { rowsOf } from "../query.ts";

/** Sets at how many units available a product counts as low; null: never. A bundle has no stock that could run low. */
export async function setReorderPoint(
  pool: pg.Pool,
  productId: string,
  units: number | null,
): Promise<{ kind: "reorder_point_set"; productId: string } | Refused> {
  if (units !== null && !isQuantity(units, 0)) {
    return refused("quantity_out_of_range", `a reorder point must be 0–${quantityMax} whole units, got ${units}`);
  }
  const [product] = await rowsOf<{ isBundle: boolean }>(
    pool,
    "catalogue-reorder-point",
    `with set as (
       update product set reorder_point = $2, updated_at = now() where id = $1 and current_recipe_id is null)
     select current_recipe_id is not null as "isBundle" from product where id = $1`,
    [productId, units],
  );
  if (!product) return refused("product_not_found", `there is no product ${productId}`);
  if (product.isBundle) return refused("product_is_bundle", `product ${productId} is a bundle: its components run low`);
  return { kind: "reorder_point_set", productId };
}
