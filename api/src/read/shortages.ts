import { sumSql } from "@stockpool/stock";
import type pg from "pg";

const byProduct = `
  select product_id as id, ${sumSql("quantity")} as units from shortage
  where product_id = any($1::uuid[]) and ended_at is null group by product_id`;

const byOrderLine = `
  select order_line_id as id, ${sumSql("quantity")} as units from shortage
  where order_line_id = any($1::uuid[]) and ended_at is null group by order_line_id`;

/** Units of open shortages by product; products without one are left out. */
export function readProductShortages(pool: pg.Pool, productIds: string[]): Promise<Map<string, number>> {
  return readUnits(pool, byProduct, productIds);
}

/** Units of open shortages by order line; lines without one are left out. */
export function readLineShortages(pool: pg.Pool, orderLineIds: string[]): Promise<Map<string, number>> {
  return readUnits(pool, byOrderLine, orderLineIds);
}

async function readUnits(pool: pg.Pool, statement: string, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; units: number }>(statement, [ids]);
  return new Map(rows.map((row) => [row.id, row.units]));
}
