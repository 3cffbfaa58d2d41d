import type { Channel } from "@stockpool/stock/rules";

/**
 * What the hub keeps of one listing's platform, and how it changes: `published_quantity` and its pushes, in memory. Says the same as
 * the SQL of stock/src/push, which `test/bin/simulate/beliefs.test.ts` holds against it.
 */
export interface Belief {
  quantity: number;
  expected: number | null;
  isPending: boolean;
  confirmed: number | null;
  confirmedAt: Date | null;
  live: number | null;
  liveAt: Date | null;
  push: Flight | null;
  /** Writes that took effect, or may have, the oldest first: what was sold before them may be unknown. */
  ended: Ended[];
}

/** A push that left and was not recorded as ended. */
export interface Flight {
  id: string;
  at: Date;
  quantity: number;
  before: number | null;
  openUnits: number;
  isRefused: boolean;
  /** Its listing was guaranteed when it left. */
  isGuaranteed: boolean;
}

/** A write, and when it ended. */
interface Ended extends Pick<Flight, "at" | "quantity" | "before"> {
  endedAt: Date;
  /** False: it may have had no effect. */
  isConfirmed: boolean;
}

/** A listing that was never written. */
export function firstBelief(quantity: number): Belief {
  const never = { expected: null, confirmed: null, confirmedAt: null, live: null, liveAt: null };
  return { quantity, isPending: true, ...never, push: null, ended: [] };
}

/** What the writer makes of a listing. */
export interface Change {
  quantity: number;
  orderedThere: number;
  orderedSince: Date | null;
  isUnsure: boolean;
}

/** Clocks may differ: an order from so shortly after a confirmation may be from before it. */
const sameMomentMs = 5_000;

/** The writer publishes. A write that replaced everything replaced also what was ordered before it. */
export function published(belief: Belief, { quantity, orderedThere, orderedSince, isUnsure }: Change): void {
  const { confirmedAt } = belief;
  const isReplaced =
    orderedSince !== null && confirmedAt !== null && orderedSince.getTime() <= confirmedAt.getTime() + sameMomentMs;
  belief.quantity = quantity;
  if (isUnsure) belief.expected = null;
  else if (belief.expected !== null && !isReplaced) belief.expected -= orderedThere;
  belief.isPending = belief.expected !== belief.quantity;
}

/** A push leaves. Where it was not known what the platform shows, the pushed quantity is taken as shown during the flight. */
export function started(belief: Belief, push: Flight): void {
  belief.push = push;
  if (push.before !== null) return;
  belief.expected = push.quantity;
  belief.isPending = false;
}

/** The platform took the push. */
export function confirmed(belief: Belief, flight: Flight, kind: Channel["writeKind"], at: Date): void {
  const { quantity, before } = flight;
  end(belief, flight, at, true);
  belief.confirmed = quantity;
  belief.confirmedAt = at;
  const shown = belief.expected === null ? null : quantity + belief.expected - (before ?? quantity);
  believe(belief, kind === "absolute" && shown !== null ? quantity : shown);
}

/** The push certainly took no effect: refused for good, or it never left. */
export function notWritten(belief: Belief, { before }: Flight): void {
  belief.push = null;
  believe(belief, before === null ? null : belief.expected);
}

/** The push was refused because the platform shows something else; it stays until that is explained. */
export function stale(belief: Belief, live: number, at: Date): void {
  if (belief.push) belief.push.isRefused = true;
  belief.live = live;
  belief.liveAt = at;
  believe(belief, belief.expected);
}

/** Read back: `live` is the truth. */
export function settled(
  belief: Belief,
  flight: Flight,
  { live, readAt, isConfirmed }: { live: number; readAt: Date; isConfirmed: boolean },
  at: Date,
): void {
  end(belief, flight, at, isConfirmed);
  if (isConfirmed) {
    belief.confirmed = flight.quantity;
    belief.confirmedAt = at;
  }
  see(belief, live, readAt);
  believe(belief, live);
}

/** Read back, and nothing can be said: the listing is written anew. */
export function unknown(
  belief: Belief,
  flight: Flight,
  { live, readAt }: { live: number | null; readAt: Date },
  at: Date,
): void {
  end(belief, flight, at, false);
  if (live !== null) see(belief, live, readAt);
  believe(belief, null);
}

/** Read back, and what it showed may be explained later. */
export function unsettled(belief: Belief, { at }: Flight, live: number, readAt: Date): void {
  const isSame = belief.live === live && belief.liveAt !== null && belief.liveAt >= at;
  if (!isSame) belief.liveAt = readAt;
  belief.live = live;
  believe(belief, belief.expected);
}

/** Read while nothing was under way. */
export function readBack(belief: Belief, live: number, at: Date): void {
  see(belief, live, at);
  believe(belief, live);
}

function end(belief: Belief, { at, quantity, before }: Flight, endedAt: Date, isConfirmed: boolean): void {
  belief.push = null;
  belief.ended.push({ at, quantity, before, endedAt, isConfirmed });
}

function see(belief: Belief, live: number, at: Date): void {
  belief.live = live;
  belief.liveAt = at;
}

function believe(belief: Belief, expected: number | null): void {
  belief.expected = expected;
  belief.isPending = expected !== belief.quantity;
}
