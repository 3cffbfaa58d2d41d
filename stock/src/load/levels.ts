import { type Db, rowsOf } from "../query.ts";
import type { Level } from "../state.ts";

/** Every level of these products, by product. */
export async function loadLevels(db: Db, productIds: string[]): Promise<Map<string, Level[]>> {
  const levels = await rowsOf<Level>(
    db,
    "stock-levels",
    `select product_id as "productId", location_id as "locationId", on_hand as "onHand", unavailable, reserved, incoming
     from stock_level where product_id = any($1::uuid[])`,
    [productIds],
  );
  return groupBy(levels, (level) => level.productId);
}

/** Rows by a key of theirs, in the order in which they came. */
export function groupBy<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
