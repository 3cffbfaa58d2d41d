import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[made_at::text, id::text] as "sortedBy" from reservation
  where product_id = $1 and ended_at is null
    and ($2::timestamptz is null or (made_at <= $2 and (made_at < $2 or id > $3::uuid)))
  order by made_at desc, id limit $4`;

/** Open reservations of one product, newest first. */
export async function readOpenReservationKeys(
  pool: pg.Pool,
  productId: string,
  args: PageArgs,
  limit: number,
): Promise<Key[]> {
  const [madeAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [productId, madeAt, id, limit]);
  return rows;
}

const oldestSql = `
  select id, array[made_at::text, id::text] as "sortedBy" from reservation
  where ended_at is null and ($1::timestamptz is null or (made_at, id) > ($1, $2::uuid))
  order by made_at, id limit $3`;

/** Open reservations of everything, oldest first. */
export async function readAgedReservationKeys(pool: pg.Pool, args: PageArgs, limit: number): Promise<Key[]> {
  const [madeAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(oldestSql, [madeAt, id, limit]);
  return rows;
}
