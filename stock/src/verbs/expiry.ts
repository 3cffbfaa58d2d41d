import type { Draft, Drafted } from "../draft.ts";
import { type Outcome, type Refused, refused } from "../outcome.ts";
import type { Hold } from "../state.ts";

/** The longest that units may be kept without an order. */
const daysMax = 366;

/** Refuses an end that is not ahead, or too far; null when all is well. */
export function refuseExpiry(at: Date, expiresAt: Date): Outcome | null {
  const latest = new Date(at.getTime() + daysMax * 24 * 3_600_000);
  if (expiresAt > at && expiresAt <= latest) return null;
  const given = Number.isNaN(expiresAt.getTime()) ? "no time" : expiresAt.toISOString();
  return refused("expiry_not_valid", `a hold must expire within ${daysMax} days from now, got ${given}`);
}

/** The hold of that id, still keeping its units, or why there is none. Its time decides, whether somebody has ended it or not. */
export function findHold(draft: Draft, id: string): Drafted<Hold> | Refused {
  const hold = draft.holds.get(id);
  if (!hold) return refused("hold_not_found", `there is no hold ${id}`);
  const { endedAs, endedAt, expiresAt, reference } = hold;
  if (endedAt) return refused("hold_ended", `hold "${reference}" was ${endedAs} at ${endedAt.toISOString()}`);
  if (hasExpired(draft.at, hold)) {
    return refused("hold_ended", `hold "${reference}" expired at ${expiresAt.toISOString()}`);
  }
  return hold;
}

/** True when a hold keeps nothing any more, by the clock or because another clock has freed units of it already. */
export function hasExpired(at: Date, { expiresAt, hasFreed }: Pick<Hold, "expiresAt" | "hasFreed">): boolean {
  return hasFreed || expiresAt <= at;
}
