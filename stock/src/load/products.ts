import { type Db, rowsOf } from "../query.ts";
import type { Product } from "../state.ts";

/** A product's own row. */
export type BareProduct = Pick<Product, "id" | "sku">;

/** What few products have: a recipe, restrictions. */
export type Particulars = Map<string, Pick<Product, "recipe" | "restrictions">>;

/** These products and everything inside them, all depths. */
export async function loadProducts(db: Db, productIds: string[]): Promise<Map<string, Product>> {
  const products = new Map<string, Product>();
  for (let edge = productIds; edge.length > 0; ) {
    const [bare, particulars] = await Promise.all([loadBareProducts(db, edge), loadParticulars(db, edge)]);
    const found = productsOf(bare, particulars);
    for (const [id, product] of found) products.set(id, product);
    edge = [...new Set([...found.values()].flatMap(partsOf))].filter((id) => !products.has(id));
  }
  return products;
}

function partsOf({ recipe }: Product): string[] {
  return (recipe?.components ?? []).map((part) => part.productId);
}

/** These products' own rows. */
export async function loadBareProducts(db: Db, productIds: string[]): Promise<BareProduct[]> {
  if (productIds.length === 0) return [];
  return rowsOf<BareProduct>(db, "stock-products", "select id, sku from product where id = any($1::uuid[])", [
    productIds,
  ]);
}

/** Recipes and restrictions of these products, by product; those that have neither are left out. */
export async function loadParticulars(db: Db, productIds: string[]): Promise<Particulars> {
  const rows = await rowsOf<ParticularsRow>(db, "stock-particulars", particularsSql, [productIds]);
  return new Map(rows.map(({ productId, recipe, restrictions }) => [productId, { recipe, restrictions }]));
}

/** Each product with what is known of it, by id. */
export function productsOf(bare: BareProduct[], particulars: Particulars): Map<string, Product> {
  return new Map(
    bare.map(({ id, sku }) => {
      const { recipe, restrictions } = particulars.get(id) ?? { recipe: null, restrictions: [] };
      return [id, { id, sku, recipe, restrictions }];
    }),
  );
}

type ParticularsRow = Pick<Product, "recipe" | "restrictions"> & { productId: string };

// Both have indexes of their own, so that products without are not looked up for this.
const particularsSql = `
  select product_id as "productId", made.recipe, coalesce(kept.restrictions, '[]') as restrictions
  from (
    select p.id as product_id, json_build_object('id', r.id, 'policy', r.policy, 'components', coalesce((
        select json_agg(json_build_object('productId', c.product_id, 'quantity', c.quantity) order by c.product_id)
        from component c where c.recipe_id = r.id
      ), '[]')) as recipe
    from product p join recipe r on r.id = p.current_recipe_id
    where p.id = any($1::uuid[]) and p.current_recipe_id is not null
  ) as made full join (
    select product_id, json_agg(json_build_object('locationId', location_id, 'country', country)) as restrictions
    from shipping_restriction where product_id = any($1::uuid[]) group by product_id
  ) as kept using (product_id)`;
