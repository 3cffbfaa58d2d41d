import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[made_at::text, id::text] as "sortedBy" from hold
  where ($1::timestamptz is null or (made_at, id) > ($1, $2::uuid))
    and (not $3::boolean or (ended_at is null and expires_at > now()))
  order by made_at, id limit $4`;

/** Holds, oldest first; open ones are those that still keep units. */
export async function readHoldKeys(pool: pg.Pool, args: PageArgs, isOpen: boolean, limit: number): Promise<Key[]> {
  const [madeAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [madeAt, id, isOpen, limit]);
  return rows;
}
