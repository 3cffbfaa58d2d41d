import { type Db, rowsOf } from "../query.ts";
import type { Level } from "../state.ts";

/** Every level of these products, by product. */
export async function loadLevels(db: Db, productIds: string[]): Promise<Map<string, Level[]>> {
  const levels = await rowsOf<Level>(
    db,
    "stock-levels",
    `select product_id as "productId", location_id as "locationId", on_hand as "onHand", unavailable, reserved, incoming, exposed, lapse
     from stock_level where product_id = any($1::uuid[])`,
    [productIds],
  );
  return groupBy(levels, (level) => level.productId);
}

/**
 * Every level of these products, by product; and whether some hold, of whatever product, had expired by then and was not ended
 * yet, which costs a look at one index and no statement of its own.
 */
export async function loadLevelsAt(
  db: Db,
  productIds: string[],
  at: Date,
): Promise<{ levels: Map<string, Level[]>; hasExpiredHolds: boolean }> {
  const rows = await rowsOf<Level & { hasExpiredHolds: boolean }>(
    db,
    "stock-levels-at",
    `select product_id as "productId", location_id as "locationId", on_hand as "onHand", unavailable, reserved, incoming, exposed, lapse,
       (select exists (select from hold where ended_at is null and expires_at <= $2::timestamptz)) as "hasExpiredHolds"
     from stock_level where product_id = any($1::uuid[])`,
    [productIds, at],
  );
  // Without a level there is nothing that a hold could keep.
  return { levels: groupBy(rows, (level) => level.productId), hasExpiredHolds: rows[0]?.hasExpiredHolds ?? false };
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
