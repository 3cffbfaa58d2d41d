import type pg from "pg";

/** A product's quantities, summed over its locations. */
export interface StockSums {
  onHand: number;
  unavailable: number;
  reserved: number;
  incoming: number;
  available: number;
}

/** GraphQL's Int ends here. */
const intMax = 2_147_483_647;

const statement = `
  select product_id as "productId",
    least(sum(on_hand), ${intMax})::int as "onHand", least(sum(unavailable), ${intMax})::int as unavailable,
    least(sum(reserved), ${intMax})::int as reserved, least(sum(incoming), ${intMax})::int as incoming,
    least(sum(available), ${intMax})::int as available
  from stock_level where product_id = any($1::uuid[]) group by product_id`;

/** The sums by product; a product without a level is left out. */
export async function readStockSums(pool: pg.Pool, productIds: string[]): Promise<Map<string, StockSums>> {
  const { rows } = await pool.query<StockSums & { productId: string }>(statement, [productIds]);
  return new Map(rows.map((row) => [row.productId, row]));
}
