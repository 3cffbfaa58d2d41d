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
  const { quantity, expected, confirmed, live, push, replaced } = belief;
  const seen = Math.max(confirmed ?? 0, live ?? 0);
  const all = [...replaced, ...(push ? [push] : [])];
  const isSettled = (one: (typeof all)[number]) => watermark !== null && "endedAt" in one && one.endedAt < watermark;
  const writes = all.filter((one) => !isSettled(one));
  const before = writes.reduce((sum, one) => sum + (one.before ?? 0), 0);
  const sold = writes.reduce((sum, one) => sum + (one.before ?? all[all.indexOf(one) - 1]?.quantity ?? 0), 0);
  const isBlind = writes.some((one) => one.before === null);
  const last = writes.at(-1)?.quantity ?? 0;
  return Math.max(
    ...[0, quantity, expected ?? 0, before, last + (kind === "absolute" ? sold : 0)],
    ...(expected === null || isBlind ? [seen] : []),
  );
}
