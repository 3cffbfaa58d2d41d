import { type ExposureChange, judge, type Settlement } from "@stockpool/stock/rules";
import {
  type Belief,
  confirmed,
  type Flight,
  notWritten,
  readBack,
  settled,
  stale,
  unknown,
  unsettled,
} from "./belief.ts";
import type { MemoryHub } from "./hub.ts";

// The transactions of stock/src/push and stock/src/guarantee/read-unsure.ts, in memory.

/** How a push ended, where that is known. */
export type End = { kind: "confirmed" } | { kind: "taken_back" } | { kind: "stale"; live: number };

/** Records how a push ended; one that was settled meanwhile is left alone. */
export function recordEnd(hub: MemoryHub, listingId: string, flight: Flight, end: End, at: Date): void {
  const belief = hub.beliefs.get(listingId);
  if (belief?.push?.id !== flight.id) return;
  const { before, quantity } = flight;
  if (end.kind === "confirmed") confirmed(belief, flight, hub.kindOf(listingId), at);
  if (end.kind === "taken_back") notWritten(belief, flight);
  if (end.kind === "stale") stale(belief, end.live, at);
  // One that left before its listing was guaranteed has raised nothing.
  if (!flight.isGuaranteed) return;
  const change: ExposureChange =
    end.kind === "confirmed" ? { kind: "confirmed", before, quantity, shownBy: null } : { kind: "taken_back" };
  hub.change([[listingId, change]], at);
}

/** A push without an answer as it was before it was read back. */
export interface Unanswered {
  listingId: string;
  flight: Flight;
  expected: number | null;
  /** How often orders had changed its exposure. */
  changes: number;
}

/** The pushes of these listings that have no answer. */
export function unanswered(hub: MemoryHub, channelId: string): Unanswered[] {
  return [...hub.beliefs].flatMap(([listingId, { push, expected }]) => {
    if (!push || hub.listings.get(listingId)?.channelId !== channelId) return [];
    return [{ listingId, flight: push, expected, changes: hub.exposures.get(listingId)?.changes ?? 0 }];
  });
}

/** What a listing showed at some moment between `from` and `after`. */
interface Looked {
  live: number;
  from: Date;
  after: Date;
}

/** Believes of an unanswered push what a reading and the poll after it prove. */
export function settle(hub: MemoryHub, before: Unanswered, looked: Looked, lagMs: number, at: Date): void {
  const { listingId, flight } = before;
  const belief = hub.beliefs.get(listingId);
  if (!belief?.push || belief.push.id !== flight.id) return;
  const kind = hub.kindOf(listingId);
  const { live, from: readAt } = looked;
  const push = seen(listingId, belief, belief.push);
  const earlier = { ...push, expected: before.expected };
  const isBelieving = kind === "compare_and_set";
  const verdict = judge({ push, earlier, live, readAt, lagMs, isBelieving });
  if (verdict.kind === "unsettled") unsettled(belief, flight, live, readAt);
  if (verdict.kind === "settled") {
    settled(belief, flight, { live, readAt, isConfirmed: verdict.isConfirmed }, at);
  }
  if (verdict.kind === "unknown") unknown(belief, flight, { live, readAt }, at);
  hub.change(
    changesOf(verdict, looked, before.changes).map((change) => [listingId, change]),
    at,
  );
}

function changesOf({ kind, push }: Settlement, looked: Looked, changes: number): ExposureChange[] {
  if (kind === "unsettled") return [];
  const lost: ExposureChange[] = push.isRefused ? [] : [{ kind: "lost" }];
  return kind === "settled" ? [...lost, { kind: "read", ...looked, changes }] : lost;
}

function seen(listingId: string, { expected, live, liveAt, quantity: wanted }: Belief, flight: Flight) {
  const { id: pushId, at, quantity, before, isRefused } = flight;
  const listing = { listingId, productId: "", platformId: listingId, platformStockId: null, isGuaranteed: true };
  const known = { acceptedAt: null, wanted, expected, live, liveAt, exposureChanges: 0 };
  return { ...listing, ...known, pushId, at, quantity, before, isRefused };
}

/** Exposures of a channel that wait for no more than the orders that are known by now. */
export function settleKnown(hub: MemoryHub, channelId: string, at: Date): void {
  const watermark = hub.watermarks.get(channelId);
  if (!watermark) return;
  const due = hub
    .exposuresOf(channelId)
    .filter(({ next }) => next?.after && watermark > next.after)
    .sort((a, b) => (a.listingId < b.listingId ? -1 : 1));
  hub.change(
    due.map(({ listingId }) => [listingId, { kind: "known_until", watermark }]),
    at,
  );
}

/** A guaranteed listing of which it is not known well enough what it shows. */
export interface Unsure {
  listingId: string;
  expected: number | null;
  changes: number;
}

/** The channel's guaranteed listings that may sell more than they are believed to show, with nothing under way that will tell. */
export function unsure(hub: MemoryHub, channelId: string): Unsure[] {
  return hub.exposuresOf(channelId).flatMap(({ listingId, units, next, raised, changes }) => {
    const belief = hub.beliefs.get(listingId);
    if (!belief || belief.push || next !== null || raised !== null) return [];
    const { expected } = belief;
    return units < 0 || expected !== units ? [{ listingId, expected, changes }] : [];
  });
}

/** Records what was read of one; if an order of it came in meanwhile, nobody can tell whether the reading contains that order. */
export function recordReading(hub: MemoryHub, before: Unsure, looked: Looked, at: Date): void {
  const { listingId, expected, changes } = before;
  const belief = hub.beliefs.get(listingId);
  if (!belief || belief.push || belief.expected !== expected) return;
  if (hub.exposures.get(listingId)?.changes !== changes) return;
  readBack(belief, looked.live, at);
  hub.change([[listingId, { kind: "read", ...looked, changes }]], at);
}
