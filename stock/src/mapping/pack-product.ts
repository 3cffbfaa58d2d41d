import { addProductsIn } from "../catalogue/add-products.ts";
import { type Refused, refused } from "../outcome.ts";
import { quantityMax } from "../quantity.ts";
import { type Db, rowsOf } from "../query.ts";

/**
 * The product that a pack of so many units is: a bundle with that one component, so that its stock is always what the units
 * allow. One that exists is taken, else it is made. The caller holds `lockLinks`.
 */
export async function packProduct(
  tx: Db,
  productId: string,
  packSize: number,
): Promise<{ kind: "found"; productId: string } | Refused> {
  if (!Number.isInteger(packSize) || packSize < 1 || packSize > quantityMax) {
    return refused("quantity_out_of_range", `packSize must be 1–${quantityMax}, got ${packSize}`);
  }
  const [unit] = await rowsOf<{ sku: string; title: string }>(tx, "mapping-unit", unitSql, [productId]);
  if (!unit) return refused("product_not_found", `there is no product ${productId}`);
  if (packSize === 1) return { kind: "found", productId };
  const [known] = await rowsOf<{ id: string }>(tx, "mapping-pack", packSql, [productId, packSize]);
  if (known) return { kind: "found", productId: known.id };
  const pack = { sku: `${unit.sku}-X${packSize}`, title: `${packSize} × ${unit.title}` };
  const [added] = await addProductsIn(tx, [{ ...pack, components: [{ productId, quantity: packSize }] }]);
  if (!added) throw new Error(`adding ${pack.sku} gave no answer`);
  return added.kind === "added" ? { kind: "found", productId: added.productId } : added;
}

const unitSql = "select sku, title from product where id = $1";

const packSql = `
  select p.id from component c join product p on p.current_recipe_id = c.recipe_id
  where c.product_id = $1 and c.quantity = $2
    and not exists (select from component o where o.recipe_id = c.recipe_id and o.product_id <> c.product_id)
  order by p.sku limit 1`;
