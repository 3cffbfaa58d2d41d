import { nowMs } from "../clock.ts";
import type { BolAccount, Offer, OrderItem } from "./account.ts";

/**
 * bol's correctedStock: what a buyer sees. `managedByRetailer: false` subtracts all open orders from the amount; `true` only
 * those placed after the last offer update [offers-v11 specification].
 */
export function correctedStock(account: BolAccount, offer: Offer): number {
  if (offer.managedByRetailer) return offer.amount - offer.unitsOrderedSince;
  const shipped = account.settings.shippedStaySubtracted ? offer.unitsShippedSince : 0;
  return offer.amount - offer.openUnits - shipped;
}

/** Units that a buyer can order now. */
export function sellable(account: BolAccount, offer: Offer): number {
  return offer.onHoldByRetailer ? 0 : Math.max(0, correctedStock(account, offer));
}

/** Marks an offer update: what was ordered and shipped before it counts no more in `managedByRetailer: true`. */
export function startNewUpdate(account: BolAccount, offer: Offer): void {
  account.sequence += 1;
  offer.updatedAtSequence = account.sequence;
  offer.unitsOrderedSince = 0;
  offer.unitsShippedSince = 0;
  offer.modifiedAt = nowMs();
}

/** Units of an item that are neither shipped nor cancelled. */
export function openUnits(item: OrderItem): number {
  return item.quantity - item.shipped - item.cancelled;
}
