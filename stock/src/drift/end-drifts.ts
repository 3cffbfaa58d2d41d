import type pg from "pg";

/**
 * Ends drifts that are over, of one channel or of all: the hub's number was confirmed since it was to be written again, or the listing shows
 * what is expected, whoever saw to that. Returns how many.
 */
export async function endDrifts(pool: pg.Pool, channelId: string | null, at: Date): Promise<number> {
  const { rowCount } = await pool.query({ name: "drift_end", text: endSql, values: [channelId, at] });
  return rowCount ?? 0;
}

const endSql = `
  update drift d set ended_at = $2,
    ended_as = case when p.confirmed_at > coalesce(d.healing_at, d.found_at) then 'pushed' else 'explained' end::drift_end
  from published_quantity p
  where ($1::uuid is null or d.channel_id = $1) and d.ended_at is null and p.listing_id = d.listing_id
    and (
      p.confirmed_at > coalesce(d.healing_at, d.found_at)
      or (p.live_at > d.found_at and p.live = p.expected and p.pending_since is null)
    )`;
