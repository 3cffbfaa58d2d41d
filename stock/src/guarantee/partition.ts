import { capacity, type Drawing, draw, type Room } from "./place.ts";

/** A listing that wants a part of the stock for itself. */
export interface Claim {
  listingId: string;
  drawing: Drawing;
  /** Its part beside those of the others; 0 gets nothing. */
  weight: number;
  /** The most that it may get. */
  max: number;
  /** Units that it holds already. */
  held: number;
}

/**
 * Deals stock over listings, whole units, none left that somebody could take: to the one that has the least for its weight, step
 * by step. Among equals the one that holds more, then the lower id. Always the same for the same input.
 */
export function deal(claims: Claim[], room: Room, start: (claim: Claim) => number): Map<string, number> {
  const parts = new Map(claims.map((claim) => [claim.listingId, start(claim)]));
  const has = (claim: Claim) => parts.get(claim.listingId) ?? 0;
  let open = claims.filter((claim) => claim.weight > 0).sort(byHeldThenId);
  while (open.length > 0) {
    const poorest = open.reduce((best, one) => (has(one) / one.weight < has(best) / best.weight ? one : best));
    const left = Math.min(capacity(poorest.drawing, room), poorest.max - has(poorest));
    if (left <= 0) {
      open = open.filter((one) => one !== poorest);
      continue;
    }
    const units = stepOf(poorest, left, open);
    draw(poorest.drawing, room, units);
    parts.set(poorest.listingId, has(poorest) + units);
  }
  return parts;
}

function byHeldThenId(a: Claim, b: Claim): number {
  return b.held - a.held || (a.listingId < b.listingId ? -1 : 1);
}

/** Few units go one by one; of many so few at once that the rest can still be dealt evenly. */
function stepOf(claim: Claim, left: number, open: Claim[]): number {
  const weights = open.reduce((sum, one) => sum + one.weight, 0);
  return Math.max(1, Math.floor((left * claim.weight) / weights / 8));
}
