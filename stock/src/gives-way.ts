import { available } from "./available.ts";
import { type Draft, type DraftShortage, levelAt } from "./draft.ts";
import { endReservation, endShortage, openShortage, reserve } from "./promises.ts";
import type { ShortageCause } from "./state.ts";

/**
 * Free units fill open shortages first, oldest order first, before anything is published. `isFirst`: those that have a better
 * claim on the units than older ones.
 */
export function fillShortages(
  draft: Draft,
  operationId: string,
  productId: string,
  isFirst: (shortage: DraftShortage) => boolean = () => false,
): void {
  const inTurn = draft.shortages
    .openOfProduct(productId)
    .sort((a, b) => a.order.placedAt.getTime() - b.order.placedAt.getTime() || (a.id < b.id ? -1 : 1))
    .sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  for (const shortage of inTurn) {
    const missing = reserve(draft, operationId, shortage);
    const found = shortage.quantity - missing;
    if (found > 0) endShortage(draft, operationId, shortage, found, "filled");
  }
}

/**
 * Less is left than is reserved, which is a fact: the newest reservations give way. An order's units are sought elsewhere, and are
 * short if there are none; a hold just keeps less.
 */
export function giveWay(
  draft: Draft,
  operationId: string,
  { productId, locationId }: { productId: string; locationId: string },
  kind: ShortageCause["kind"],
): void {
  const newestFirst = draft.reservations.openOfProduct(productId).reverse();
  for (const reservation of newestFirst) {
    const lacking = -available(levelAt(draft, productId, locationId));
    if (lacking <= 0) return;
    if (reservation.locationId !== locationId) continue;
    const quantity = Math.min(lacking, reservation.quantity);
    endReservation(draft, operationId, reservation, quantity, "released");
    const { orderLineId, order } = reservation;
    if (!orderLineId || !order) continue;
    const want = { orderLineId, productId, quantity, order };
    const missing = reserve(draft, operationId, want);
    if (missing > 0) openShortage(draft, { ...want, quantity: missing }, { kind, wanted: quantity });
  }
}
