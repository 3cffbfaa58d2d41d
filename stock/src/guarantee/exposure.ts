/**
 * How many units one guaranteed listing may still sell, or has sold without the hub knowing. Every change below is one row of
 * the table in docs/nouns/guarantee.md; each is applied once, in the transaction that records what happened.
 */
export interface Exposure {
  listingId: string;
  /** Below zero while a sale is known of units whose cancellation, which put them back on sale, is not. */
  units: number;
  /** What `units` becomes once enough orders are known. */
  next: Next | null;
  /** Units that the write under way has added; null while none is under way. */
  raised: number | null;
  /** Counts what came in of its orders: a reading is believed only if nothing did meanwhile. */
  changes: number;
  /** Where the units lie that it may sell: for each product that one unit of the listing takes, `units` times that, if any. */
  draws: Draw[];
}

/** What a reading or a write says of a listing. It took place between `from` and `after`. */
export interface Next {
  units: number;
  from: Date;
  /** All orders until then must be known; null while the write under way has no answer. */
  after: Date | null;
  /** An order or a cancellation came in of which nobody can tell whether it was before or after: `units` may be too many. */
  isBlurred: boolean;
}

/** Units of one product at one location that a listing may sell. */
export interface Draw {
  productId: string;
  locationId: string;
  units: number;
}

/** What a written quantity means on a platform. */
type WriteKind = "compare_and_set" | "net_of_open_orders" | "absolute";

/**
 * How far a platform's clock may be ahead of the hub's. An order placed so shortly after a reading may be in the reading or not:
 * it is taken as in it, which leaves the exposure too large, never too small.
 */
export const clockSkewMs = 2_000;

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
export function startWrite(
  exposure: Exposure,
  kind: WriteKind,
  { shown, quantity }: { shown: number | null; quantity: number },
  at: Date,
): void {
  const raised = raiseOf(exposure, kind, shown, quantity);
  exposure.units += raised;
  exposure.raised = raised;
  if (kind === "compare_and_set") addToNext(exposure, raised);
  else exposure.next = { units: quantity, from: at, after: null, isBlurred: false };
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
  exposure.units -= lowered;
  addToNext(exposure, -lowered);
}

/** The write certainly took no effect: refused, or it never left. */
export function takeBackWrite(exposure: Exposure, kind: WriteKind): void {
  const raised = exposure.raised ?? 0;
  exposure.raised = null;
  exposure.units -= raised;
  if (kind === "compare_and_set") addToNext(exposure, -raised);
  else exposure.next = null;
}

/** Nobody knows whether the write took effect: the larger of both possibilities stays, until it is read or written anew. */
export function loseWrite(exposure: Exposure, kind: WriteKind): void {
  exposure.raised = null;
  if (kind !== "compare_and_set") exposure.next = null;
}

/** What a listing showed at some moment between `from` and `after`, while no write was under way. */
export interface Reading {
  live: number;
  from: Date;
  after: Date;
  /** `changes` of the exposure before the reading. */
  changes: number;
}

/** Takes a reading over, unless orders came in meanwhile: nobody can tell whether it contains them. */
export function readLive(exposure: Exposure, kind: WriteKind, { live, from, after, changes }: Reading): void {
  if (exposure.changes !== changes) return;
  // Where the platform subtracts open orders itself, what it shows says nothing of what was written: only a write settles it.
  if (kind !== "net_of_open_orders") exposure.next = { units: live, from, after, isBlurred: false };
}

/** Units sold there that the hub learns of. */
export function takeOrdered(exposure: Exposure, kind: WriteKind, units: number, placedAt: Date): void {
  exposure.units -= units;
  exposure.changes += 1;
  const when = comesAfter(exposure, kind, placedAt);
  if (when === "after") addToNext(exposure, -units);
  if (when === "unclear") blur(exposure);
}

/** Units cancelled there that the hub learns of, no later than `changedAt`: the platform may have put them back on sale. */
export function addCancelled(exposure: Exposure, kind: WriteKind, units: number, changedAt: Date): void {
  exposure.units += units;
  exposure.changes += 1;
  const when = comesAfter(exposure, kind, changedAt);
  if (when !== "before") addToNext(exposure, units);
  if (when === "unclear") blur(exposure);
}

/**
 * More is sold there than was on sale, as far as orders are known: perhaps a cancellation is not known yet, which put the units back
 * on sale. Waits until all orders until now are known, where no reading would tell.
 */
export function awaitCancelled(exposure: Exposure, kind: WriteKind, at: Date): void {
  if (kind !== "net_of_open_orders" || exposure.raised !== null) return;
  if ((exposure.next ?? exposure).units >= 0) return;
  exposure.next = { units: exposure.units, from: at, isBlurred: false, ...exposure.next, after: at };
}

/** All orders until `watermark` are known. True when the exposure settled. Strict: the same moment proves nothing. */
export function passWatermark(exposure: Exposure, kind: WriteKind, watermark: Date): boolean {
  const { next } = exposure;
  if (!next?.after || watermark <= next.after) return false;
  // More than was believed can only have been edited in there, unless the figure is blurred.
  const units = next.isBlurred ? Math.min(exposure.units, next.units) : next.units;
  // No cancellation is unknown any more: the platform has more open than was written, and sells nothing.
  exposure.units = kind === "net_of_open_orders" ? Math.max(0, units) : units;
  exposure.next = null;
  return true;
}

/** Whether something happened before or after what `next` says. */
function comesAfter({ next }: Exposure, kind: WriteKind, at: Date): "before" | "after" | "unclear" {
  // The amount written there was counted with all open orders known at that moment: what is learned later comes off.
  if (kind === "net_of_open_orders") return "after";
  if (!next) return "before";
  if (at.getTime() < next.from.getTime() - clockSkewMs) return "before";
  return next.after && at.getTime() > next.after.getTime() + clockSkewMs ? "after" : "unclear";
}

function blur({ next }: Exposure): void {
  if (next) next.isBlurred = true;
}

function addToNext({ next }: Exposure, units: number): void {
  if (next) next.units += units;
}
