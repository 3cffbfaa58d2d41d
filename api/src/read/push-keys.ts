import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { PartitionedKey } from "./partitioned.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, at, array[at::text, id::text] as "sortedBy" from push
  where listing_id = $1 and ($2::timestamptz is null or (at <= $2 and (at < $2 or id > $3::uuid)))
  order by at desc, id limit $4`;

/** Pushes of one listing, newest first. */
export async function readPushKeys(
  pool: pg.Pool,
  listingId: string,
  args: PageArgs,
  limit: number,
): Promise<PartitionedKey[]> {
  const [at = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<PartitionedKey>(statement, [listingId, at, id, limit]);
  return rows;
}

const ofChannelStatement = statement.replace("listing_id = $1", "channel_id = $1");

/** Pushes of one channel, newest first. */
export async function readChannelPushKeys(
  pool: pg.Pool,
  channelId: string,
  args: PageArgs,
  limit: number,
): Promise<PartitionedKey[]> {
  const [at = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<PartitionedKey>(ofChannelStatement, [channelId, at, id, limit]);
  return rows;
}
