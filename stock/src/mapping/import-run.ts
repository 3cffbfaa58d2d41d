import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { matchListings } from "./match-listings.ts";
import { type FoundListing, storeListings } from "./store-listings.ts";

/** A reading of everything that a channel offers, as far as it has come. */
export interface ImportRun {
  id: string;
  channelId: string;
  startedAt: Date;
  phase: "reading" | "matching" | "finished";
  /** The platform's own cursor of the next page. */
  cursor: string | null;
  matchedUntil: string | null;
}

const columns = `id, channel_id as "channelId", started_at as "startedAt", phase, cursor, matched_until as "matchedUntil"`;

/**
 * The run to go on with: the one that broke off, or a new one. `isMatchOnly`: a new one reads nothing and only matches what is
 * known. There is one at a time per channel.
 */
export async function beginImport(pool: pg.Pool, channelId: string, at: Date, isMatchOnly = false): Promise<ImportRun> {
  await pool.query(
    `insert into listing_import (id, channel_id, started_at, phase) values ($1, $2, $3, $4)
     on conflict (channel_id) where finished_at is null do nothing`,
    [newId(), channelId, at, isMatchOnly ? "matching" : "reading"],
  );
  const { rows } = await pool.query<ImportRun>(
    `update listing_import set failed_at = null, error = null where channel_id = $1 and finished_at is null
     returning ${columns}`,
    [channelId],
  );
  const [run] = rows;
  if (!run) throw new Error(`the import of channel ${channelId} ended while it was taken up`);
  return run;
}

/**
 * Stores a page and where the next one begins, in one transaction: a crash costs one page, read again. Returns the ids of listings
 * that were left out because no database can hold them.
 */
export async function storePage(
  pool: pg.Pool,
  { id, channelId, startedAt }: ImportRun,
  found: FoundListing[],
  cursor: string | null,
): Promise<string[]> {
  return transact(pool, async (tx) => {
    const { platformIds, unnameable } = await storeListings(tx, channelId, found, startedAt);
    const values = [id, platformIds.length, cursor];
    await tx.query("update listing_import set read = read + $2, cursor = $3 where id = $1", values);
    return unnameable;
  });
}

/** A reading that came to its end: what it did not see has vanished there, and is marked. Matching begins. */
export async function finishReading(pool: pg.Pool, { id, channelId, startedAt }: ImportRun, at: Date): Promise<void> {
  await transact(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update listing set vanished_at = $3, updated_at = $3 where channel_id = $1 and seen_at < $2 and vanished_at is null`,
      [channelId, startedAt, at],
    );
    await tx.query(
      `update listing_import set phase = 'matching', cursor = null, vanished = $2 where id = $1 and phase = 'reading'`,
      [id, rowCount ?? 0],
    );
  });
}

/** Where a run begins again when the platform no longer takes its cursor. */
export async function beginAgain(pool: pg.Pool, { id }: ImportRun): Promise<void> {
  await pool.query("update listing_import set cursor = null, read = 0 where id = $1 and phase = 'reading'", [id]);
}

/** Says why a run stopped; the next one goes on where it was. */
export async function failImport(pool: pg.Pool, { id }: ImportRun, error: string, at: Date): Promise<void> {
  await pool.query("update listing_import set failed_at = $2, error = $3 where id = $1 and finished_at is null", [
    id,
    at,
    error,
  ]);
}

/** Listings of one transaction: while one of them is linked, orders wait. */
const chunkMax = 200;

/** Matches the next listings of a run, and notes how far it came in the same transaction. False when none was left. */
export async function matchNext(pool: pg.Pool, run: ImportRun, at: Date): Promise<boolean> {
  return transact(pool, async (tx) => {
    const next = await nextOf(tx, run);
    const last = next.at(-1);
    if (last === undefined) {
      await tx.query("update listing_import set phase = 'finished', finished_at = $2 where id = $1", [run.id, at]);
      return false;
    }
    const { linked, suggested, conflicts } = await matchListings(tx, run.channelId, next, at);
    await tx.query(
      `update listing_import set matched_until = $2, matched = matched + $3, linked = linked + $4,
         suggested = suggested + $5, conflicts = conflicts + $6 where id = $1`,
      [run.id, last, next.length, linked, suggested, conflicts],
    );
    return true;
  });
}

/** The next listings in the order of the platform's ids. The run's row is locked: a second worker waits, and then sees where it is. */
async function nextOf(tx: Db, { id, channelId }: ImportRun): Promise<string[]> {
  const { rows: runs } = await tx.query<{ matchedUntil: string | null }>(
    `select matched_until as "matchedUntil" from listing_import where id = $1 and finished_at is null for update`,
    [id],
  );
  if (!runs[0]) return [];
  const rows = await rowsOf<{ platformId: string }>(
    tx,
    "mapping-next",
    `select platform_id as "platformId" from listing
     where channel_id = $1 and platform_id > $2 and status in ('unlinked', 'suggested', 'conflict')
     order by platform_id limit ${chunkMax}`,
    [channelId, runs[0].matchedUntil ?? ""],
  );
  return rows.map(({ platformId }) => platformId);
}
