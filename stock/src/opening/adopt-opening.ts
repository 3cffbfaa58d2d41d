import type pg from "pg";
import { applyBatch } from "../apply.ts";
import type { Adjust } from "../command/goods.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { type OpeningRow, planOpening } from "./plan-opening.ts";

/** An older reading says too little of what is there now. */
const readingAgeMaxMs = 24 * 60 * 60_000;

export interface OpeningToAdopt {
  readingId: string;
  locationId: string;
  actor: string;
}

/** Asks that a complete reading becomes opening stock at a location, and queues it. Once asked, the place stays what it is. */
export async function askAdoption(
  pool: pg.Pool,
  { readingId, locationId, actor }: OpeningToAdopt,
  at: Date,
): Promise<{ kind: "asked"; readingId: string } | Refused> {
  return transact(pool, async (tx) => {
    const refusal = (await refuseReading(tx, readingId, at)) ?? (await refuseLocation(tx, locationId));
    if (refusal) return refusal;
    const { rowCount } = await tx.query(
      `update live_reading set location_id = $2, adopted_by = coalesce(adopted_by, $3)
       where id = $1 and (location_id is null or location_id = $2)`,
      [readingId, locationId, actor],
    );
    if (rowCount === 0) return refused("changed_since", `reading ${readingId} is adopted at another location already`);
    // Asked twice, as `addChannelJobSql` says.
    const add = `(graphile_worker.add_job('adopt_opening', json_build_object('readingId', $1::uuid),
      queue_name := 'opening', job_key := 'opening:' || $1::uuid)).id`;
    await tx.query(`select coalesce(${add}, ${add})`, [readingId]);
    return { kind: "asked", readingId };
  });
}

async function refuseReading(tx: pg.PoolClient, readingId: string, at: Date): Promise<Refused | null> {
  const { rows } = await tx.query<{ finishedAt: Date | null }>(
    `select r.finished_at as "finishedAt" from live_reading r join channel c on c.id = r.channel_id
     where r.id = $1 and c.removed_at is null for update of r`,
    [readingId],
  );
  const [reading] = rows;
  if (!reading) return refused("reading_not_found", `there is no reading ${readingId}`);
  if (!reading.finishedAt) return refused("reading_not_complete", `reading ${readingId} is not complete: read again`);
  const isOld = at.getTime() - reading.finishedAt.getTime() > readingAgeMaxMs;
  const age = `reading ${readingId} may be 24 hours old at most, and ended at ${reading.finishedAt.toISOString()}: read again`;
  return isOld ? refused("reading_not_complete", age) : null;
}

async function refuseLocation(tx: pg.PoolClient, locationId: string): Promise<Refused | null> {
  const { rows } = await tx.query<{ kind: string; isActive: boolean }>(
    `select kind, deactivated_at is null as "isActive" from location where id = $1`,
    [locationId],
  );
  const [location] = rows;
  if (!location) return refused("location_not_found", `there is no location ${locationId}`);
  if (location.kind === "channel_fulfilled") {
    return refused("location_is_read_only", `location ${locationId} is run by its platform`);
  }
  return location.isActive ? null : refused("location_inactive", `location ${locationId} is not active`);
}

const chunkMax = 200;

/**
 * Books the opening stock of a reading that a person asked for. Each product opens once for ever, by its key: run twice, broken off
 * or beside another it books nothing twice. Returns the products booked by this run.
 */
export async function adoptOpening(pool: pg.Pool, readingId: string, signal: AbortSignal): Promise<number> {
  const { rows } = await pool.query<{ locationId: string; actor: string; channel: string }>(
    `select r.location_id as "locationId", r.adopted_by as actor, c.name as channel
     from live_reading r join channel c on c.id = r.channel_id where r.id = $1 and r.location_id is not null`,
    [readingId],
  );
  const [reading] = rows;
  if (!reading) return 0;
  let booked = 0;
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const plan: OpeningRow[] = await planOpening(pool, readingId, after, chunkMax);
    const last = plan.at(-1);
    if (!last) break;
    const open = plan.filter(({ refusal }) => refusal === null);
    const outcomes = await applyBatch(
      pool,
      open.map((row) => openingOf(row, reading)),
      new Date(),
    );
    booked += outcomes.filter(({ kind }) => kind === "applied").length;
    after = last.productId;
  }
  await pool.query("update live_reading set adopted_at = $2 where id = $1 and adopted_at is null", [
    readingId,
    new Date(),
  ]);
  return booked;
}

function openingOf(
  { productId, onHand, shown, openUnits }: OpeningRow,
  { locationId, actor, channel }: { locationId: string; actor: string; channel: string },
): Adjust {
  return {
    ...{ verb: "adjust", key: `opening:${productId}`, actor, reason: "opening stock", productId, locationId },
    note: `${channel} showed ${shown}, and ${openUnits} of its known orders were open`,
    change: { kind: "to", onHand, expected: 0 },
  };
}
