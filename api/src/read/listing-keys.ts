import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

export interface ListingListArgs extends PageArgs {
  channelId: string | null;
  status: string | null;
}

const cursorParts = z.tuple([cursorPart.uuid, cursorPart.text]);

const statement = `
  select l.id, array[l.channel_id::text, l.platform_id] as "sortedBy" from listing l
  where ($1::uuid is null or (l.channel_id, l.platform_id) > ($1, $2))
    and ($3::uuid is null or l.channel_id = $3)
    and ($4::text is null or l.status::text = $4)
    and exists (select from channel c where c.id = l.channel_id and c.removed_at is null)
  order by l.channel_id, l.platform_id limit $5`;

/** The next listings of a list, by channel and the platform's id. */
export async function readListingKeys(pool: pg.Pool, args: ListingListArgs, limit: number): Promise<Key[]> {
  const [channelId = null, platformId = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [channelId, platformId, args.channelId, args.status, limit]);
  return rows;
}
