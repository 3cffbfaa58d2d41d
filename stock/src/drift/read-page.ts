import type pg from "pg";

/** A linked listing to read back, with what was believed of it before the reading. */
export interface ListingToRead {
  listingId: string;
  platformId: string;
  platformStockId: string | null;
  expected: number | null;
  confirmedAt: Date | null;
}

const columns = `l.id as "listingId", l.platform_id as "platformId", l.platform_stock_id as "platformStockId",
  p.expected, p.confirmed_at as "confirmedAt"`;

/**
 * The channel's linked listings after a platform id, in the order of their platform ids; with `readBefore`, only those that were last
 * read before that moment.
 */
export async function readListingsAfter(
  pool: pg.Pool,
  channelId: string,
  after: string | null,
  limit: number,
  readBefore: Date | null = null,
): Promise<ListingToRead[]> {
  const { rows } = await pool.query<ListingToRead>({
    name: "drift_read_page",
    text: `
      select ${columns}
      from listing l join published_quantity p on p.listing_id = l.id
      where l.status = 'linked' and l.channel_id = $1 and l.platform_id > $2
        and ($4::timestamptz is null or p.live_at is null or p.live_at < $4)
      order by l.platform_id limit $3`,
    values: [channelId, after ?? "", limit, readBefore],
  });
  return rows;
}

/** These listings, as far as they are linked on the channel. */
export async function readListingsById(
  pool: pg.Pool,
  channelId: string,
  listingIds: string[],
): Promise<ListingToRead[]> {
  const { rows } = await pool.query<ListingToRead>({
    name: "drift_read_some",
    text: `
      select ${columns}
      from listing l join published_quantity p on p.listing_id = l.id
      where l.status = 'linked' and l.channel_id = $1 and l.id = any ($2::uuid[])
      order by l.platform_id`,
    values: [channelId, listingIds],
  });
  return rows;
}
