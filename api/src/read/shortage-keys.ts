import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[opened_at::text, id::text] as "sortedBy" from shortage
  where ended_at is null and ($1::timestamptz is null or (opened_at, id) > ($1, $2::uuid))
    and ($3::uuid is null or product_id = $3)
  order by opened_at, id limit $4`;

/** Open shortages, of one product or of all, oldest first. */
export async function readShortageKeys(
  pool: pg.Pool,
  args: PageArgs,
  productId: string | null,
  limit: number,
): Promise<Key[]> {
  const [openedAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [openedAt, id, productId, limit]);
  return rows;
}
