import type pg from "pg";
import { lockPublished } from "../push/lock-published.ts";
import { transact } from "../transact.ts";
import type { ListingToRead } from "./read-page.ts";
import { isOnItsWaySql, shownSql } from "./shown.ts";

/** What one call brought: every listing that was asked for, and what the platform shows of those that it knows. */
export interface Readings {
  listings: ListingToRead[];
  live: ReadonlyMap<string, number>;
  /** After the answer came: every order that the reading contains was placed before. */
  readAt: Date;
}

/** How far a run has come with these readings. */
export interface RunStep {
  runId: string;
  /** Where the readings began. */
  before: string | null;
  after: string;
}

export interface Recorded {
  missing: number;
  doubts: number;
  /** False when the run is elsewhere by now: somebody had it begin again. */
  isMoved: boolean;
}

/**
 * Writes down what was read, and moves the run in the same transaction. A difference is only kept as a doubt, and only where no
 * push and no order came between; a listing that the platform does not know is named so, and nothing else changes for it.
 */
export async function recordReadings(
  pool: pg.Pool,
  { listings, live, readAt }: Readings,
  { isResync, step }: { isResync: boolean; step: RunStep | null },
): Promise<Recorded> {
  return transact(pool, async (tx) => {
    const ids = listings.map((one) => one.listingId);
    await lockPublished(tx, ids);
    const { rows } = await tx.query<Found>({
      name: "drift_record",
      text: recordSql,
      values: [
        ids,
        listings.map((one) => one.expected),
        listings.map((one) => one.confirmedAt),
        listings.map((one) => live.get(one.listingId) ?? null),
        readAt,
        isResync,
      ],
    });
    const found = rows[0] ?? { missing: 0, doubts: 0 };
    return { ...found, isMoved: step === null || (await moveRun(tx, step, listings.length, found)) };
  });
}

type Found = Omit<Recorded, "isMoved">;

async function moveRun(tx: pg.PoolClient, step: RunStep, read: number, found: Found): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "drift_move_run",
    text: `
      update reconcile_run set after_platform_id = $2, read = read + $3, missing = missing + $4, doubts = doubts + $5,
        error = null, failed_at = null
      where id = $1 and ended_at is null and after_platform_id is not distinct from $6`,
    values: [step.runId, step.after, read, found.missing, found.doubts, step.before],
  });
  return rowCount === 1;
}

// A reading that agrees ends the doubt that an earlier one left; so does one that a push has overtaken.
const recordSql = `
  with given as (
    select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::int[])
      as given (listing_id, expected, confirmed_at, live)
  ), seen as (
    select p.listing_id, p.channel_id, p.confirmed_at, given.live, ${shownSql} as shown, ${isOnItsWaySql} as is_on_its_way,
      p.expected is distinct from given.expected
        or date_trunc('milliseconds', p.confirmed_at) is distinct from given.confirmed_at as has_moved
    from given join published_quantity p on p.listing_id = given.listing_id join channel c on c.id = p.channel_id
  ), noted as (
    update published_quantity p set
      live = case when seen.live is null or seen.is_on_its_way then p.live else seen.live end,
      live_at = case when seen.live is null or seen.is_on_its_way then p.live_at else $5::timestamptz end,
      missing_since = case when seen.live is null then coalesce(p.missing_since, $5) end
    from seen where p.listing_id = seen.listing_id
  ), doubtful as (
    select * from seen where live <> shown and not is_on_its_way and not has_moved
  ), cleared as (
    delete from doubt d using seen
    where d.listing_id = seen.listing_id and seen.live is not null
      and not exists (select from doubtful where doubtful.listing_id = seen.listing_id)
  ), kept as (
    insert into doubt as d (listing_id, channel_id, expected, live, read_at, confirmed_at, is_resync)
    select listing_id, channel_id, shown, live, $5, confirmed_at, $6 from doubtful
    on conflict (listing_id) do update set expected = excluded.expected, live = excluded.live, read_at = excluded.read_at,
      confirmed_at = excluded.confirmed_at, readings = d.readings + 1, is_resync = d.is_resync or excluded.is_resync
  )
  select (select count(*)::int from seen where live is null) as missing, (select count(*)::int from doubtful) as doubts`;
