import type { Channel } from "../state.ts";

/**
 * How many units one guaranteed listing may still sell, or has sold without the hub knowing. Every change below is one row of
 * the table in docs/nouns/guarantee.md; each is applied once, in the transaction that records what happened.
 */
export interface Exposure {
  listingId: string;
  units: number;
  /** What `units` becomes once all orders until `after` are known; `after` is null while the write under way has no answer. */
  next: { units: number; after: Date | null } | null;
  /** Units that the write under way has added; null while none is under way. */
  raised: number | null;
  /** Where the units lie that it may sell: for each product that one unit of the listing takes, `units` times that. */
  draws: Draw[];
}

/** Units of one product at one location that a listing may sell. */
export interface Draw {
  productId: string;
  locationId: string;
  units: number;
}

type WriteKind = Channel["writeKind"];

/**
 * How far a platform's clock may be ahead of the hub's. An order placed so shortly after a reading may be in the reading or not:
 * it is taken as in it, which leaves the exposure too large, never too small.
 */
export const clockSkewMs = 2_000;

/** The exposure of a listing that may sell so many units. */
export function exposeAtMost(listingId: string, units: number): Exposure {
  return { listingId, units, next: null, raised: null, draws: [] };
}

/** Units that a write adds at once, whatever its outcome; `shown` is what the platform is believed to show, null when unknown. */
export function raiseOf(exposure: Exposure, kind: WriteKind, shown: number | null, quantity: number): number {
  switch (kind) {
    case "compare_and_set":
      // Without a value to compare with, nothing is written.
      return shown === null ? 0 : Math.max(0, quantity - shown);
    case "net_of_open_orders":
      // Sold and unknown units are subtracted by the platform itself, but not taken back by lowering.
      return Math.max(0, quantity - exposure.units);
    case "absolute":
      // The platform forgets what was sold and is unknown here.
      return quantity;
  }
}

/** A write leaves: from here on it may have taken effect. */
export function startWrite(exposure: Exposure, kind: WriteKind, shown: number | null, quantity: number): void {
  const raised = raiseOf(exposure, kind, shown, quantity);
  exposure.units += raised;
  exposure.raised = raised;
  if (kind === "compare_and_set") addToNext(exposure, raised);
  else exposure.next = { units: quantity, after: null };
}

/** The platform took the write, at some moment before `at`. */
export function confirmWrite(
  exposure: Exposure,
  kind: WriteKind,
  { before, quantity }: { before: number | null; quantity: number },
  at: Date,
): void {
  exposure.raised = null;
  if (kind !== "compare_and_set") {
    if (exposure.next) exposure.next.after = at;
    return;
  }
  const lowered = before === null ? 0 : Math.max(0, before - quantity);
  exposure.units = Math.max(0, exposure.units - lowered);
  addToNext(exposure, -lowered);
}

/** The write certainly took no effect: refused, or it never left. */
export function takeBackWrite(exposure: Exposure, kind: WriteKind): void {
  const raised = exposure.raised ?? 0;
  exposure.raised = null;
  exposure.units = Math.max(0, exposure.units - raised);
  if (kind === "compare_and_set") addToNext(exposure, -raised);
  else exposure.next = null;
}

/** Nobody knows whether the write took effect: the larger of both possibilities stays, until it is read or written anew. */
export function loseWrite(exposure: Exposure, kind: WriteKind): void {
  exposure.raised = null;
  if (kind !== "compare_and_set") exposure.next = null;
}

/** The listing showed `live` at some moment before `at`, and no write was under way. */
export function readLive(exposure: Exposure, kind: WriteKind, live: number, at: Date): void {
  // Where the platform subtracts open orders itself, what it shows says nothing of what was written: only a write settles it.
  if (kind !== "net_of_open_orders") exposure.next = { units: live, after: at };
}

/** Units sold there that the hub learns of. */
export function takeOrdered(exposure: Exposure, kind: WriteKind, units: number, placedAt: Date): void {
  exposure.units = Math.max(0, exposure.units - units);
  if (isAfterNext(exposure, kind, placedAt)) addToNext(exposure, -units);
}

/** Units cancelled there that the hub learns of: the platform may have put them back on sale. */
export function addCancelled(exposure: Exposure, units: number): void {
  exposure.units += units;
  addToNext(exposure, units);
}

/** All orders until `watermark` are known. True when the exposure settled. Strict: the same moment proves nothing. */
export function passWatermark(exposure: Exposure, watermark: Date): boolean {
  const { next } = exposure;
  if (!next?.after || watermark <= next.after) return false;
  exposure.units = next.units;
  exposure.next = null;
  return true;
}

function isAfterNext({ next }: Exposure, kind: WriteKind, placedAt: Date): boolean {
  // The amount written there was counted with all open orders known at that moment: any order that is learned later comes off.
  if (kind === "net_of_open_orders") return true;
  return !!next?.after && placedAt.getTime() > next.after.getTime() + clockSkewMs;
}

function addToNext({ next }: Exposure, units: number): void {
  if (next) next.units = Math.max(0, next.units + units);
}
