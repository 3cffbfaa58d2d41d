import type { Channel } from "@stockpool/stock/rules";
import type { Belief, Flight } from "./belief.ts";
import { type Cancelled, sum } from "./cancelled.ts";

// What stock/src/load/exposures.ts reads of a listing, in memory.

/** What a listing shows once the write under way is done, as far as orders are known; null when that is not known. */
export function shownBy({ push, expected }: Belief): number | null {
  if (!push || push.isRefused || expected === null) return expected;
  return push.quantity + expected - (push.before ?? push.quantity);
}

/** A write, ended or under way. */
type Write = Belief["ended"][number] | Flight;

/**
 * Of a listing that may become guaranteed now: what it is believed to show, or did when last seen, and what writes may make of it
 * whose orders are not all known.
 */
export function mayShow(
  belief: Belief,
  kind: Channel["writeKind"],
  watermark: Date | null,
  cancelled: Cancelled,
): number {
  const { quantity, expected, confirmed, live, push, ended } = belief;
  const isBase = (one: Belief["ended"][number]) => one.isConfirmed && watermark !== null && one.endedAt < watermark;
  const base = ended.findLastIndex(isBase);
  const writes: Write[] = [...ended.slice(base + 1), ...(push ? [push] : [])];
  const before = writes.map(
    (one, index) => one.before ?? (isCompared(kind) ? 0 : shownBefore(ended, base + 1 + index)),
  );
  const shown = writes.flatMap((one, index) =>
    one === push || !isCompared(kind) ? [one.quantity, before[index] ?? 0] : [],
  );
  const most = Math.max(0, quantity, expected ?? 0, ...shown);
  const last = writes.at(-1);
  const replaced = kind === "absolute" && last ? last.quantity + sum(before) : 0;
  if (expected !== null && !writes.some((one) => one.before === null)) return Math.max(most, replaced);
  const based = ended[base]?.quantity ?? 0;
  const reach = {
    absolute: last ? replaced : based,
    compare_and_set: based + sum(writes.map(raisedBy)),
    net_of_open_orders: Math.max(based, ...shown),
  };
  const seen = Math.max(confirmed ?? 0, live ?? 0);
  return Math.max(most, replaced, seen, reach[kind] + cancelled.since(ended[base]?.at ?? null));
}

function isCompared(kind: Channel["writeKind"]): boolean {
  return kind === "compare_and_set";
}

/** Without a value to compare with, a write had an effect only if that was confirmed. */
function raisedBy(one: Write): number {
  const isConfirmed = "isConfirmed" in one && one.isConfirmed;
  return Math.max(0, one.quantity - (one.before ?? (isConfirmed ? 0 : one.quantity)));
}

/** The most that writes before this one may have left there: back to the last that was confirmed, the others may have had no effect. */
function shownBefore(ended: Belief["ended"], index: number): number {
  const confirmed = ended.slice(0, index).findLastIndex((one) => one.isConfirmed);
  const since = ended.slice(Math.max(0, confirmed), index);
  return Math.max(0, ...since.map((one) => Math.max(one.quantity, one.isConfirmed ? 0 : (one.before ?? 0))));
}
