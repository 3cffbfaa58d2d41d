import {
  type Connector,
  OutcomeUnknown,
  PlatformError,
  type PushReport,
  type PushResult,
  RateLimited,
  type WantedQuantity,
} from "@stockpool/channels";
import {
  type AcceptedPush,
  dropSoughtBatch,
  explainPublished,
  markAccepted,
  type PendingListing,
  type PushEnd,
  recordPushes,
  type StartedPush,
  seekPushBatch,
  splitQuantities,
  startPushes,
} from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { isCredible } from "../live-quantities.ts";
import { describeTrouble } from "../trouble.ts";
import { wanted } from "./wanted.ts";

/** The longest that one batch may take. */
const batchMsMax = 60_000;
/** Pause after trouble that is the platform's, not one listing's. */
const outagePauseMs = 30_000;

const kinds = ["confirmed", "stale", "rejected", "skipped", "unanswered"] as const;

/** How many pushes ended how. `unanswered` ones, those that were only accepted among them, are still to be read back. */
export type Tally = Record<(typeof kinds)[number], number>;

/** Nothing pushed yet. */
export function emptyTally(): Tally {
  return { confirmed: 0, stale: 0, rejected: 0, skipped: 0, unanswered: 0 };
}

/** Adds to a tally. Returns how many pushes were added. */
export function addTally(tally: Tally, more: Tally): number {
  for (const kind of kinds) tally[kind] += more[kind];
  return kinds.reduce((sum, kind) => sum + more[kind], 0);
}

/**
 * Sends one batch: notes each push before it leaves, calls the platform outside of any transaction, records what it answered.
 * A push without an answer stays unanswered in the database, so a crash at any line is the same as a lost answer.
 */
export async function sendBatch(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  batch: PendingListing[],
  signal: AbortSignal,
): Promise<Tally & { retryAfterMs: number | null }> {
  const traces = await explainPublished(
    hub.pool,
    batch.map((row) => row.listingId),
  );
  const countOpenUnits = channel.writeKind === "net_of_open_orders";
  const started = await startPushes(hub.pool, batch, traces, countOpenUnits, new Date());
  if (started.length === 0) return { ...emptyTally(), retryAfterMs: null };
  const splits = channel.places.length > 1 ? await splitQuantities(hub.pool, channel.places, started) : new Map();
  const rows = started.map((push) => wanted(push, splits.get(push.listingId)));
  const together = await seekTogether(hub, channel, connector, started, rows);
  const report = await callPlatform(hub, channel, connector, rows, signal);
  // First what nobody could ask for again.
  await markAccepted(hub.pool, acceptedOf(started, report), new Date());
  const ends = endsOf(started, report);
  await recordPushes(hub.pool, ends, new Date());
  if (together && !isAnyUnknown(together, report)) await dropSoughtBatch(hub.pool, channel.id, together.at);
  for (const end of ends) if (end.kind === "rejected") logRejected(hub, channel, end);
  return { ...tallyOf(started, ends), retryAfterMs: report.retryAfterMs };
}

/** What may be worked on together is noted before it leaves, so that it is sought where its answer is lost; null when nothing may. */
async function seekTogether(
  { pool }: Hub,
  channel: Channel,
  { worksTogetherFrom = Number.POSITIVE_INFINITY }: Connector,
  started: StartedPush[],
  rows: WantedQuantity[],
): Promise<{ at: Date; listingIds: string[] } | null> {
  const listingIds = rows.flatMap((row) => (row.mayBeLate ? [row.listingId] : []));
  const at = started[0]?.at;
  if (at === undefined || listingIds.length < worksTogetherFrom) return null;
  await seekPushBatch(pool, channel.id, { at, listingIds });
  return { at, listingIds };
}

/** Whether of one of them nothing is known: the call may have had an effect. */
function isAnyUnknown({ listingIds }: { listingIds: string[] }, { results, notSent }: PushReport): boolean {
  const known = new Set(notSent);
  for (const { listingId, kind } of results) if (kind !== "unknown") known.add(listingId);
  return listingIds.some((id) => !known.has(id));
}

async function callPlatform(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  rows: WantedQuantity[],
  signal: AbortSignal,
): Promise<PushReport> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(batchMsMax)]);
    return await connector.pushQuantities(rows, limited);
  } catch (error) {
    hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "push failed");
    const notSent = rows.map((row) => row.listingId);
    if (error instanceof RateLimited) return { results: [], notSent, retryAfterMs: error.retryAfterMs };
    if (error instanceof PlatformError) return { results: [], notSent, retryAfterMs: outagePauseMs };
    if (error instanceof OutcomeUnknown) return { results: [], notSent: [], retryAfterMs: null };
    throw error;
  }
}

/** The ends of all pushes that have one. */
function endsOf(started: StartedPush[], report: PushReport): PushEnd[] {
  const results = new Map(report.results.map((result) => [result.listingId, result]));
  const notSent = new Set(report.notSent);
  return started.flatMap((push) => {
    if (notSent.has(push.listingId)) return [{ kind: "skipped", push, why: "the platform takes no calls now" }];
    const result = results.get(push.listingId);
    return result ? endOf(push, result) : [];
  });
}

function endOf(push: StartedPush, result: PushResult): PushEnd[] {
  switch (result.kind) {
    case "confirmed":
      return [{ kind: "confirmed", push }];
    case "stale":
      // It shows a number that cannot be: nobody knows what it shows, and it is read back.
      return isCredible(result.live) ? [{ kind: "stale", push, live: result.live }] : [];
    case "rejected":
      return [{ kind: "rejected", push, error: result.error }];
    case "accepted":
    case "unknown":
      return [];
  }
}

function acceptedOf(started: StartedPush[], { results }: PushReport): AcceptedPush[] {
  const byListing = new Map(started.map((push) => [push.listingId, push]));
  return results.flatMap((result) => {
    const push = byListing.get(result.listingId);
    return push && result.kind === "accepted" ? [{ push, reference: result.reference ?? null }] : [];
  });
}

function tallyOf(started: StartedPush[], ends: PushEnd[]): Tally {
  const tally = emptyTally();
  for (const { kind } of ends) tally[kind] += 1;
  return { ...tally, unanswered: started.length - ends.length };
}

function logRejected(hub: Hub, channel: Channel, { push, error }: Extract<PushEnd, { kind: "rejected" }>): void {
  const { listingId, quantity } = push;
  hub.logger.error({ channel: channel.code, listingId, quantity, trouble: error }, "push rejected");
}
