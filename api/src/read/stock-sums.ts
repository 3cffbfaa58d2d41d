import { sumSql } from "@stockpool/stock";
import type pg from "pg";

/** A product's quantities, summed over its locations. */
export interface StockSums {
  onHand: number;
  unavailable: number;
  reserved: number;
  incoming: number;
  available: number;
}

const statement = `
  select product_id as "productId",
    ${sumSql("on_hand")} as "onHand", ${sumSql("unavailable")} as unavailable,
    ${sumSql("reserved")} as reserved, ${sumSql("incoming")} as incoming,
    ${sumSql("available")} as available
  from stock_level where product_id = any($1::uuid[]) group by product_id`;

/** The sums by product; a product without a level is left out. */
export async function readStockSums(pool: pg.Pool, productIds: string[]): Promise<Map<string, StockSums>> {
  const { rows } = await pool.query<StockSums & { productId: string }>(statement, [productIds]);
  return new Map(rows.map((row) => [row.productId, row]));
}
