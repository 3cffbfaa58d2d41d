import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[at::text, id::text] as "sortedBy" from rule_change
  where $1::timestamptz is null or (at <= $1 and (at < $1 or id > $2::uuid))
  order by at desc, id limit $3`;

/** The next changes of rules of a list, newest first. */
export async function readRuleChangeKeys(pool: pg.Pool, args: PageArgs, limit: number): Promise<Key[]> {
  const [at = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [at, id, limit]);
  return rows;
}
