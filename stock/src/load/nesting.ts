import { type Db, rowsOf } from "../query.ts";

// One short query per depth of nesting, and one that finds nothing more. A recursive query would do it in one, but Postgres
// expects millions of rows of it and prepares for them: some 20 ms for every sale, also where nothing is a bundle.

/** These products and everything inside them, all depths. */
export async function withInside(db: Db, productIds: Iterable<string>): Promise<Set<string>> {
  return grow(productIds, (ids) => rowsOf<{ id: string }>(db, "stock-inside", insideSql, [ids]));
}

/** These products and every bundle that holds one of them, all depths. */
export async function withHolders(db: Db, productIds: Iterable<string>): Promise<Set<string>> {
  return grow(productIds, (ids) => rowsOf<{ id: string }>(db, "stock-holders", holdersSql, [ids]));
}

/** The bundles that hold one of these products, one depth. */
export async function holdersOf(db: Db, productIds: string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(db, "stock-holders", holdersSql, [productIds]);
  return rows.map((row) => row.id);
}

const insideSql = `
  select distinct c.product_id as id from product p join component c on c.recipe_id = p.current_recipe_id
  where p.id = any($1::uuid[]) and p.current_recipe_id is not null`;

const holdersSql = `
  select distinct p.id from component c join product p on p.current_recipe_id = c.recipe_id
  where c.product_id = any($1::uuid[])`;

async function grow(
  start: Iterable<string>,
  next: (productIds: string[]) => Promise<{ id: string }[]>,
): Promise<Set<string>> {
  const found = new Set(start);
  for (let edge = [...found]; edge.length > 0; ) {
    const news = (await next(edge)).map((row) => row.id).filter((id) => !found.has(id));
    for (const id of news) found.add(id);
    edge = news;
  }
  return found;
}
