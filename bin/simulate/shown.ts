import type { Channel } from "@stockpool/stock/rules";
import type { Belief } from "./belief.ts";

// What stock/src/load/exposures.ts reads of a listing, in memory.

/** What a listing shows once the write under way is done, as far as orders are known; null when that is not known. */
export function shownBy({ push, expected }: Belief): number | null {
  if (!push || push.isRefused || expected === null) return expected;
  return push.quantity + expected - (push.before ?? push.quantity);
}

/**
 * Of a listing that may become guaranteed now: what it is believed to show, or did when last seen, and what writes may make of it
 * whose orders are not all known.
 */
export function mayShow(belief: Belief, kind: Channel["writeKind"], watermark: Date | null): number {
  const { quantity, expected, confirmed, live, push, ended } = belief;
  const seen = Math.max(confirmed ?? 0, live ?? 0);
  const all = [...ended, ...(push ? [push] : [])];
  const isSettled = (one: (typeof all)[number]) => watermark !== null && "endedAt" in one && one.endedAt < watermark;
  const writes = all.filter((one) => !isSettled(one));
  const before = writes.map((one) => one.before ?? shownBefore(ended, all.indexOf(one)));
  const most = Math.max(0, ...before, ...writes.map((one) => one.quantity));
  const replaced = before.reduce((sum, units) => sum + units, 0);
  const isBlind = writes.some((one) => one.before === null);
  return Math.max(
    ...[quantity, expected ?? 0, most, kind === "absolute" ? (writes.at(-1)?.quantity ?? 0) + replaced : 0],
    ...(expected === null || isBlind ? [seen] : []),
  );
}

/** The most that writes before this one may have left there: back to the last that was confirmed, the others may have had no effect. */
function shownBefore(ended: Belief["ended"], index: number): number {
  const confirmed = ended.slice(0, index).findLastIndex((one) => one.isConfirmed);
  const since = ended.slice(Math.max(0, confirmed), index);
  return Math.max(0, ...since.map((one) => Math.max(one.quantity, one.isConfirmed ? 0 : (one.before ?? 0))));
}
