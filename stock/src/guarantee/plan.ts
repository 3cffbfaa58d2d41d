import type { Channel } from "../state.ts";
import { type Claim, deal } from "./partition.ts";
import { capacity, draw, type Room } from "./place.ts";

/** A guaranteed listing as the plan sees it. */
export interface Holder extends Claim {
  kind: Channel["writeKind"];
  /** What its platform shows once the write under way is done, as far as orders are known; null when that is not known. */
  shown: number | null;
  /** Nothing is under way or still to settle: `held` is what it shows. */
  isSettled: boolean;
}

/** What one listing should show now, and its part of the stock, which it may have to wait for. */
export interface Planned {
  quantity: number;
  part: number;
}

/** Room that the plan may try things in. */
export interface Rooms {
  /** What nobody holds. */
  free(): Room;
  /** What nobody would hold if none of these listings did. */
  whole(): Room;
  /** Somebody holds what is not there: units were lost, or a listing has just become guaranteed. */
  isOverdrawn: boolean;
  /** Somebody holds what is to be kept back. */
  isTight: boolean;
}

/**
 * What each listing should show. Free units are dealt at once. Units that a listing holds are taken from it only where another
 * has less than half of its part, or where more is held than is there: *lower first, confirm, then raise*.
 */
export function plan(anyOrder: Holder[], rooms: Rooms): Map<string, Planned> {
  const holders = [...anyOrder].sort(poorestFirst);
  const free = rooms.free();
  const after = raise(holders, rooms, free);
  const parts = partsOf(holders, rooms, after);
  const part = (one: Holder) => parts.get(one.listingId) ?? 0;
  const isGiving = rooms.isTight || holders.some((one) => isPoor(after(one), part(one)));
  return new Map(
    holders.map((one) => {
      const most = isGiving ? Math.min(one.max, part(one)) : one.max;
      // A raise of more than that is a smaller raise: parts of equals may change hands when the free units are dealt.
      const quantity = one.held > most ? lowered(one, part(one), rooms, free) : kept(one, Math.min(after(one), most));
      return [one.listingId, { quantity: Math.max(0, quantity), part: part(one) }];
    }),
  );
}

/** Absolute writes take their room one after the other: those that have the least for their weight first, always in one order. */
function poorestFirst(a: Holder, b: Holder): number {
  // Without a weight it gets nothing, so its turn does not matter.
  const has = ({ held, weight }: Holder) => held / Math.max(weight, Number.MIN_VALUE);
  return has(a) - has(b) || (a.listingId < b.listingId ? -1 : 1);
}

type UnitsOf = (one: Holder) => number;

/** What each would hold once the free units are dealt. What is taken for a poor one is left for it. */
function raise(holders: Holder[], rooms: Rooms, free: Room): UnitsOf {
  if (rooms.isOverdrawn) return (one) => one.held;
  const parts = partsOf(holders, rooms, (one) => one.held);
  const part = (one: Holder) => parts.get(one.listingId) ?? 0;
  const isAnyPoor = holders.some((one) => isPoor(one.held, part(one)));
  const absolute = raiseAbsolute(holders, part, free);
  const movable = holders
    .filter((one) => one.kind !== "absolute")
    .map((one) => (isAnyPoor ? { ...one, max: Math.min(one.max, Math.max(one.held, part(one))) } : one));
  const others = deal(movable, free, (claim) => claim.held);
  return (one) => absolute.get(one.listingId) ?? others.get(one.listingId) ?? one.held;
}

/** Everybody's part, were nothing held yet; among equals it goes to the one that holds more. */
function partsOf(holders: Holder[], rooms: Rooms, held: UnitsOf): Map<string, number> {
  const claims = holders.map((one) => ({ ...one, held: held(one) }));
  return deal(claims, rooms.whole(), () => 0);
}

/** An absolute write needs room for all of its quantity beside what is held, so it is worth it only for more than is held. */
function raiseAbsolute(holders: Holder[], part: UnitsOf, free: Room): Map<string, number> {
  const raised = new Map<string, number>();
  for (const one of holders) {
    if (one.kind !== "absolute" || !one.isSettled || !isPoor(one.held, part(one))) continue;
    const quantity = Math.min(part(one), capacity(one.drawing, free));
    if (quantity <= one.held) continue;
    draw(one.drawing, free, quantity);
    raised.set(one.listingId, quantity);
  }
  return raised;
}

/** Less than half of its part, and so worth to take units from others for. */
export function isPoor(units: number, part: number): boolean {
  return units * 2 < part;
}

function kept({ kind, shown, held }: Holder, after: number): number {
  if (kind === "compare_and_set" && shown !== null) return shown + after - held;
  return after > held || shown === null ? after : shown;
}

function lowered(one: Holder, part: number, rooms: Rooms, free: Room): number {
  const { kind, shown, held, isSettled, drawing } = one;
  if (kind === "compare_and_set") return shown === null ? part : shown + part - held;
  if (kind === "net_of_open_orders") return part;
  // Written beside what is held: only what there is room for, else nothing until its orders are known.
  if (!isSettled && !rooms.isOverdrawn && shown !== null) return shown;
  if (capacity(drawing, free) < part) return 0;
  draw(drawing, free, part);
  return part;
}
