import { available } from "./available.ts";
import { type Draft, levelAt } from "./draft.ts";
import { endReservation, endShortage, openShortage, reserve } from "./promises.ts";

/** Free units fill open shortages first, oldest order first, before anything is published. */
export function fillShortages(draft: Draft, operationId: string, productId: string): void {
  const oldestFirst = draft.shortages
    .openOfProduct(productId)
    .sort((a, b) => a.order.placedAt.getTime() - b.order.placedAt.getTime() || (a.id < b.id ? -1 : 1));
  for (const shortage of oldestFirst) {
    const missing = reserve(draft, operationId, shortage);
    const found = shortage.quantity - missing;
    if (found > 0) endShortage(draft, operationId, shortage, found, "filled");
  }
}

/** A count that leaves less than is reserved is a fact: the newest reservations give way and become shortages. */
export function giveWay(draft: Draft, operationId: string, productId: string, locationId: string): void {
  const newestFirst = draft.reservations.openOfProduct(productId).reverse();
  for (const reservation of newestFirst) {
    const missing = -available(levelAt(draft, productId, locationId));
    if (missing <= 0) return;
    if (reservation.locationId !== locationId) continue;
    const quantity = Math.min(missing, reservation.quantity);
    endReservation(draft, operationId, reservation, quantity, "released");
    const { orderLineId, order } = reservation;
    if (!orderLineId || !order) continue;
    const want = { orderLineId, productId, quantity, order };
    const found = quantity - reserve(draft, operationId, want);
    if (found === quantity) continue;
    const cause = {
      kind: "counted_less",
      channelId: order.channelId,
      published: null,
      wanted: quantity,
      found,
    } as const;
    openShortage(draft, { ...want, quantity: quantity - found }, cause);
  }
}
