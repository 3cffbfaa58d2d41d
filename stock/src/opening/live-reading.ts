import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";

/** A reading of what all linked listings of a channel show, as far as it has come. */
export interface LiveReading {
  id: string;
  channelId: string;
  /** The last listing that was read. */
  cursor: string | null;
}

/** An older reading is of no use to anybody. */
const keptMs = 30 * 24 * 60 * 60_000;

/**
 * Asks for a reading, and queues it in the same transaction. One that is under way already is the answer. What it finds changes
 * nothing by itself.
 */
export async function askLiveReading(
  pool: pg.Pool,
  { channelId, actor }: { channelId: string; actor: string },
  at: Date,
): Promise<{ kind: "asked"; readingId: string } | Refused> {
  return transact(pool, async (tx) => {
    const { rows: channels } = await tx.query("select from channel where id = $1 and removed_at is null", [channelId]);
    if (channels.length === 0) return refused("channel_not_found", `there is no channel ${channelId}`);
    await tx.query("delete from live_reading where channel_id = $1 and asked_at < $2", [
      channelId,
      new Date(at.getTime() - keptMs),
    ]);
    await tx.query(
      `insert into live_reading (id, channel_id, asked_by, asked_at, listings)
       values ($1, $2, $3, $4, (select count(*) from listing where channel_id = $2 and status = 'linked'))
       on conflict (channel_id) where finished_at is null and failed_at is null do nothing`,
      [newId(), channelId, actor, at],
    );
    const { rows } = await tx.query<{ id: string }>(
      "select id from live_reading where channel_id = $1 and finished_at is null and failed_at is null",
      [channelId],
    );
    const [reading] = rows;
    if (!reading) throw new Error(`the reading of channel ${channelId} ended while it was asked for`);
    await queueReading(tx, reading.id, channelId);
    return { kind: "asked", readingId: reading.id };
  });
}

async function queueReading(tx: pg.PoolClient, readingId: string, channelId: string): Promise<void> {
  // Asked twice, as `addChannelJobSql` says.
  const add = `(graphile_worker.add_job('read_live', json_build_object('readingId', $1::uuid),
    queue_name := 'live:' || $2::uuid, job_key := 'live:' || $1::uuid)).id`;
  await tx.query(`select coalesce(${add}, ${add})`, [readingId, channelId]);
}

/** The reading, while it goes on; null once it has ended. */
export async function openReading(pool: pg.Pool, readingId: string): Promise<LiveReading | null> {
  const { rows } = await pool.query<LiveReading>(
    `select id, channel_id as "channelId", cursor from live_reading
     where id = $1 and finished_at is null and failed_at is null`,
    [readingId],
  );
  return rows[0] ?? null;
}

export interface ListingToAsk {
  listingId: string;
  platformId: string;
  platformStockId: string | null;
}

/** The next linked listings to ask for, by id. */
export async function nextToAsk(
  pool: pg.Pool,
  { channelId, cursor }: LiveReading,
  limit: number,
): Promise<ListingToAsk[]> {
  const { rows } = await pool.query<ListingToAsk>(
    `select id as "listingId", platform_id as "platformId", platform_stock_id as "platformStockId" from listing
     where channel_id = $1 and status = 'linked' and vanished_at is null and ($2::uuid is null or id > $2)
     order by id limit $3`,
    [channelId, cursor, limit],
  );
  return rows;
}

/**
 * Stores what a page of listings showed, and how far the reading is, in one transaction. `askedAt` is a moment before the platform
 * was asked. A listing without a quantity is one that the platform did not know, or told no number of that can be.
 */
export async function storeLive(
  pool: pg.Pool,
  reading: LiveReading,
  asked: ListingToAsk[],
  live: ReadonlyMap<string, number>,
  askedAt: Date,
): Promise<LiveReading> {
  const cursor = asked.at(-1)?.listingId ?? reading.cursor;
  await transact(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `insert into live_row (reading_id, listing_id, quantity, asked_at)
       select $1, n.*, $4 from unnest($2::uuid[], $3::int[]) as n on conflict do nothing`,
      [
        reading.id,
        asked.map(({ listingId }) => listingId),
        asked.map(({ listingId }) => live.get(listingId) ?? null),
        askedAt,
      ],
    );
    await tx.query("update live_reading set cursor = $2, read = read + $3 where id = $1", [
      reading.id,
      cursor,
      rowCount,
    ]);
  });
  return { ...reading, cursor };
}

/** The reading is complete: from now on it may be used. */
export async function finishLive(pool: pg.Pool, { id }: LiveReading, at: Date): Promise<void> {
  await pool.query("update live_reading set finished_at = $2 where id = $1 and failed_at is null", [id, at]);
}

/** The reading broke off, and is never used: a part of it is not the whole. */
export async function failLive(pool: pg.Pool, { id }: LiveReading, error: string, at: Date): Promise<void> {
  await pool.query("update live_reading set failed_at = $2, error = $3 where id = $1 and finished_at is null", [
    id,
    at,
    error,
  ]);
}
