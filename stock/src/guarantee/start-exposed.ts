import type { Draft } from "../draft.ts";
import { expose } from "./book.ts";
import { raiseOf, startWrite } from "./exposure.ts";
import { capacity } from "./place.ts";
import { draftRoom } from "./rooms.ts";

/**
 * Whether a write of this quantity may leave now: only if what it may add still fits beside all that others may sell. If so, it is
 * added. One that may not waits until others have been lowered, and that is confirmed. A listing without exposure may always.
 */
export function startExposed(draft: Draft, listingId: string, quantity: number): boolean {
  const one = draft.exposures.get(listingId);
  if (!one) return true;
  const { writeKind: kind } = one.channel;
  const raise = raiseOf(one, kind, one.shown, quantity);
  if (raise > 0 && capacity(one.drawing, draftRoom(draft)) < raise) return false;
  const { shown } = one;
  expose(draft, one, "unknown", (exposure) => startWrite(exposure, kind, { shown, quantity }, draft.at));
  return true;
}
