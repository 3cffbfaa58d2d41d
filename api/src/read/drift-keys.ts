import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

/** Which drifts to list; null: whatever. */
export interface DriftListArgs extends PageArgs {
  channelId: string | null;
  listingId: string | null;
  isOpen: boolean | null;
}

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[found_at::text, id::text] as "sortedBy" from drift
  where ($1::timestamptz is null or (found_at <= $1 and (found_at < $1 or id > $2::uuid)))
    and ($3::uuid is null or channel_id = $3) and ($4::uuid is null or listing_id = $4)
    and ($5::bool is null or (ended_at is null) = $5)
  order by found_at desc, id limit $6`;

/** The next drifts of a list, newest first. */
export async function readDriftKeys(pool: pg.Pool, args: DriftListArgs, limit: number): Promise<Key[]> {
  const [at = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [at, id, args.channelId, args.listingId, args.isOpen, limit]);
  return rows;
}
