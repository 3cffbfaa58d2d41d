import type { Draft } from "../draft.ts";
import { convertReservation, type Want } from "../promises.ts";
import { endHold, freeUnits } from "./end-hold.ts";
import { findHold } from "./expiry.ts";

/** Units that the hold of an order keeps become a line's, where they lie, up to what it wants. */
export function takeFromHold(draft: Draft, operationId: string, holdId: string, want: Want): void {
  if ("kind" in findHold(draft, holdId)) return;
  let missing = want.quantity;
  for (const reservation of draft.reservations.openOfHold(holdId)) {
    const quantity = reservation.productId === want.productId ? Math.min(missing, reservation.quantity) : 0;
    if (quantity > 0) convertReservation(draft, operationId, reservation, { ...want, quantity });
    missing -= quantity;
  }
}

/** Ends the hold that an order has made good; what the order did not want is free. True when there was such a hold. */
export function endConverted(draft: Draft, operationId: string, holdId: string): boolean {
  const hold = findHold(draft, holdId);
  if ("kind" in hold) return false;
  freeUnits(draft, operationId, holdId, "released");
  endHold(draft, operationId, hold, "converted");
  return true;
}
