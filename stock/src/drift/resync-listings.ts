import type pg from "pg";
import { addJobSql } from "../add-job-sql.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";

/** A person's wish to have listings set right. */
export interface ResyncWish {
  listingIds: string[];
  actor: string;
}

/**
 * Has listings read back and set right soon, whatever their channels' policies are. All or none: a listing that is not linked
 * refuses the wish. A wish that waits already is joined; what came of it stays with the listing.
 */
export async function resyncListings(
  pool: pg.Pool,
  { listingIds, actor }: ResyncWish,
  at: Date,
): Promise<{ kind: "queued"; listingIds: string[] } | Refused> {
  return transact(pool, async (tx) => {
    const { rows } = await tx.query<{ listingId: string; channelId: string }>(findSql, [listingIds]);
    const found = new Set(rows.map((row) => row.listingId));
    const unknown = listingIds.find((id) => !found.has(id));
    if (unknown !== undefined) return refused("listing_not_found", `there is no linked listing ${unknown}`);
    const columns = [rows.map((row) => row.listingId), rows.map((row) => row.channelId)];
    await tx.query(wishSql, [...columns, actor, at]);
    for (const channelId of new Set(rows.map((row) => row.channelId))) await tx.query(wakeSql, [channelId]);
    return { kind: "queued", listingIds: rows.map((row) => row.listingId) };
  });
}

// In one order, so that two wishes that meet do not wait for each other in a circle.
const findSql = `
  select l.id as "listingId", l.channel_id as "channelId"
  from listing l join channel c on c.id = l.channel_id
  where l.id = any ($1::uuid[]) and l.status = 'linked' and c.removed_at is null and c.platform not in ('portal', 'pos')
  order by l.id`;

const wishSql = `
  insert into listing_resync (listing_id, channel_id, actor, asked_at)
  select listing_id, channel_id, $3, $4 from unnest($1::uuid[], $2::uuid[]) as given (listing_id, channel_id)
  on conflict (listing_id) do update set actor = excluded.actor, asked_at = excluded.asked_at,
    read_at = null, live = null, expected = null, failed_at = null, error = null`;

// Before all readings that the clock asked for: a person waits.
const wakeSql = `select ${addJobSql(`graphile_worker.add_job('reconcile', json_build_object('channelId', $1::text),
  queue_name := 'reconcile:' || $1::text, job_key := 'resync:' || $1::text)`)}`;

/** A wish that waits. */
export interface WaitingResync {
  listingId: string;
  askedAt: Date;
}

/** The channel's wishes that wait, the oldest first; at most `limit`. One that failed for a day is given up. */
export async function listingsToResync(pool: pg.Pool, channelId: string, limit: number): Promise<WaitingResync[]> {
  const { rows } = await pool.query<WaitingResync>({
    name: "drift_resync_next",
    text: `select listing_id as "listingId", asked_at as "askedAt" from listing_resync
      where channel_id = $1 and read_at is null and asked_at > now() - interval '1 day'
      order by asked_at, listing_id limit $2`,
    values: [channelId, limit],
  });
  return rows;
}

/** What one reading brought for listings that waited. */
export interface ResyncReading {
  listings: { listingId: string; expected: number | null }[];
  live: ReadonlyMap<string, number>;
  readAt: Date;
}

/** Notes what was read. A wish that was made anew meanwhile keeps waiting. */
export async function noteResyncRead(pool: pg.Pool, wishes: WaitingResync[], reading: ResyncReading): Promise<void> {
  const expected = new Map(reading.listings.map((one) => [one.listingId, one.expected]));
  await pool.query({
    name: "drift_resync_read",
    text: `
      update listing_resync r set read_at = $5, live = given.live, expected = given.expected, failed_at = null, error = null
      from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[]) as given (listing_id, asked_at, live, expected)
      where r.listing_id = given.listing_id and r.asked_at = given.asked_at and r.read_at is null`,
    values: [
      wishes.map(({ listingId }) => listingId),
      wishes.map(({ askedAt }) => askedAt),
      wishes.map(({ listingId }) => reading.live.get(listingId) ?? null),
      wishes.map(({ listingId }) => expected.get(listingId) ?? null),
      reading.readAt,
    ],
  });
}

/** Notes why listings could not be read; they keep waiting. `error` holds no secret. */
export async function noteResyncTrouble(
  pool: pg.Pool,
  wishes: WaitingResync[],
  error: string,
  at: Date,
): Promise<void> {
  await pool.query({
    name: "drift_resync_trouble",
    text: "update listing_resync set failed_at = $2, error = $3 where listing_id = any ($1::uuid[]) and read_at is null",
    values: [wishes.map(({ listingId }) => listingId), at, error],
  });
}
