import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";
import { containing, parseSearch } from "./search.ts";

export interface ListingListArgs extends PageArgs {
  channelId: string | null;
  status: string | null;
  search: string | null;
  isVanished: boolean | null;
}

const cursorParts = z.tuple([cursorPart.uuid, cursorPart.text]);

// The status is compared as what it is, so that the index on it is used.
const statement = `
  select l.id, array[l.channel_id::text, l.platform_id] as "sortedBy" from listing l
  where ($1::uuid is null or (l.channel_id, l.platform_id) > ($1, $2))
    and ($3::uuid is null or l.channel_id = $3)
    and ($4::listing_status is null or l.status = $4)
    and ($6::text is null or l.title ilike $6 or l.sku ilike $6 or l.barcode ilike $6 or l.platform_id ilike $6
      or exists (select from product p where p.id in (l.product_id, l.suggested_id) and (p.sku ilike $6 or p.title ilike $6)))
    and ($7::bool is null or (l.vanished_at is not null) = $7)
    and exists (select from channel c where c.id = l.channel_id and c.removed_at is null)
  order by l.channel_id, l.platform_id limit $5`;

/** The next listings of a list, by channel and the platform's id. */
export async function readListingKeys(pool: pg.Pool, args: ListingListArgs, limit: number): Promise<Key[]> {
  const [channelId = null, platformId = null] = decodeCursor(args, cursorParts) ?? [];
  const values = [channelId, platformId, args.channelId, args.status, limit];
  const search = containing(parseSearch(args.search));
  const { rows } = await pool.query<Key>(statement, [...values, search, args.isVanished]);
  return rows;
}
