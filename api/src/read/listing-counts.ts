import type pg from "pg";

/** How many listings have each status. */
export interface ListingCounts {
  linked: number;
  suggested: number;
  unlinked: number;
  ignored: number;
  conflict: number;
}

const statement = `
  select n.status, sum(n.count)::int as count from listing_count n join channel c on c.id = n.channel_id
  where c.removed_at is null and ($1::uuid is null or c.id = $1) group by n.status`;

/** The counts of one channel, or of all: a handful of rows, however many listings there are. */
export async function readListingCounts(pool: pg.Pool, channelId: string | null): Promise<ListingCounts> {
  const counts = { linked: 0, suggested: 0, unlinked: 0, ignored: 0, conflict: 0 };
  const { rows } = await pool.query<{ status: keyof ListingCounts; count: number }>(statement, [channelId]);
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}
