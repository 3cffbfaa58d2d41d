import type pg from "pg";

/** Counting stops here: more would only say "many", and a channel may have 100,000 listings. */
export const waitingMax = 1000;

const statement = `
  select channel.id, waiting.listings
  from unnest($1::uuid[]) as channel (id), lateral (
    select count(*)::int as listings from (
      select from waiting_listing where channel_id = channel.id limit ${waitingMax}
    ) as first_of_them
  ) as waiting`;

/** How many listings of each channel wait for their push to be confirmed, up to `waitingMax`. */
export async function readWaiting(pool: pg.Pool, channelIds: string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; listings: number }>(statement, [channelIds]);
  return new Map(rows.map((row) => [row.id, row.listings]));
}
