import { type Db, rowsOf } from "../query.ts";
import type { Part, Product, Restriction } from "../state.ts";

interface ProductRow {
  id: string;
  sku: string;
  recipe_id: string | null;
  policy: "split" | "one_parcel" | null;
  components: Part[] | null;
  restrictions: Restriction[] | null;
}

/** These products and everything inside them, all depths. */
export async function loadProducts(db: Db, productIds: string[]): Promise<Map<string, Product>> {
  const products = new Map<string, Product>();
  for (let edge = productIds; edge.length > 0; ) {
    const found = await loadProductsAlone(db, edge);
    for (const [id, product] of found) products.set(id, product);
    edge = [...new Set([...found.values()].flatMap(partsOf))].filter((id) => !products.has(id));
  }
  return products;
}

function partsOf({ recipe }: Product): string[] {
  return (recipe?.components ?? []).map((part) => part.productId);
}

/** These products; what is inside them only as far as it is among them. */
export async function loadProductsAlone(db: Db, productIds: string[]): Promise<Map<string, Product>> {
  const rows = await rowsOf<ProductRow>(db, "stock-products", productsSql, [productIds]);
  return new Map(rows.map((row) => [row.id, productOf(row)]));
}

const productsSql = `
  select p.id, p.sku, p.current_recipe_id as recipe_id, r.policy,
    case when r.id is not null then (
      select json_agg(json_build_object('productId', c.product_id, 'quantity', c.quantity) order by c.product_id)
      from component c where c.recipe_id = r.id
    ) end as components,
    (select json_agg(json_build_object('locationId', s.location_id, 'country', s.country))
      from shipping_restriction s where s.product_id = p.id) as restrictions
  from product p left join recipe r on r.id = p.current_recipe_id
  where p.id = any($1::uuid[])`;

function productOf(row: ProductRow): Product {
  const recipe =
    row.recipe_id && row.policy ? { id: row.recipe_id, policy: row.policy, components: row.components ?? [] } : null;
  return { id: row.id, sku: row.sku, recipe, restrictions: row.restrictions ?? [] };
}
