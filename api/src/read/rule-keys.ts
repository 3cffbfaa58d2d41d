import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

export interface RuleListArgs extends PageArgs {
  channelId: string | null;
  productId: string | null;
}

const cursorParts = z.tuple([cursorPart.uuid]);

const statement = `
  select id, array[id::text] as "sortedBy" from rule
  where ($1::uuid is null or id > $1) and ($2::uuid is null or channel_id = $2) and ($3::uuid is null or product_id = $3)
  order by id limit $4`;

/** The next rules of a list, oldest first. */
export async function readRuleKeys(pool: pg.Pool, args: RuleListArgs, limit: number): Promise<Key[]> {
  const [id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [id, args.channelId, args.productId, limit]);
  return rows;
}
