import type { Draft, Drafted } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { endReservation } from "../promises.ts";
import type { Hold } from "../state.ts";

/** What a hold keeps of the batch's products is free, and fills open shortages first. */
export function freeUnits(draft: Draft, operationId: string, holdId: string, how: "released" | "expired"): void {
  const open = draft.reservations.openOfHold(holdId);
  for (const reservation of open) endReservation(draft, operationId, reservation, reservation.quantity, how);
  for (const productId of new Set(open.map((one) => one.productId))) fillShortages(draft, operationId, productId);
}

/** Notes how a hold ended. */
export function endHold(
  draft: Draft,
  operationId: string,
  hold: Drafted<Hold>,
  how: NonNullable<Hold["endedAs"]>,
): void {
  Object.assign(hold, { endedAt: draft.at, endedAs: how, endedById: operationId, isChanged: true });
}
