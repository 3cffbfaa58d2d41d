import { type Draft, type DraftReservation, type DraftShortage, move } from "./draft.ts";
import type { Allotment } from "./route/allot.ts";
import { type Candidate, candidates, sellerOf } from "./route/candidates.ts";
import { route } from "./route/route.ts";
import type { PromisedOrder, ShortageCause } from "./state.ts";

/** Units of a product wanted for one order line. */
export interface Want {
  orderLineId: string;
  productId: string;
  quantity: number;
  order: PromisedOrder;
}

/** Reserves what can be found for a line, as its channel's strategy wants it; returns the units that could not. */
export function reserve(draft: Draft, operationId: string, want: Want): number {
  const found = routeFor(draft, want, candidates(draft, want.order, want.productId, want.orderLineId), want.quantity);
  for (const allotment of found) promiseAt(draft, operationId, want, allotment);
  return found.reduce((missing, { units }) => missing - units, want.quantity);
}

/** Where the channel's strategy takes units from for a line. */
export function routeFor(
  draft: Draft,
  { orderLineId, order: { channelId, country } }: Pick<Want, "orderLineId" | "order">,
  found: Candidate[],
  wanted: number,
): Allotment[] {
  const strategy = sellerOf(draft, channelId)?.strategy ?? "priority";
  const parcels = strategy === "fewest_parcels" ? parcelsOf(draft, orderLineId) : [];
  return route(strategy, found, wanted, { country, parcels });
}

/** Reserves units of a line at one location. */
export function promiseAt(
  draft: Draft,
  operationId: string,
  { orderLineId, productId, order }: Want,
  allotment: Allotment,
): void {
  move(draft, operationId, { productId, locationId: allotment.locationId }, { reserved: allotment.units });
  takeHeldBack(draft, orderLineId, `${productId}/${allotment.locationId}`, allotment.units);
  addReservation(draft, operationId, { productId, orderLineId, holdId: null, order }, allotment);
}

function takeHeldBack({ heldBack }: Draft, orderLineId: string, place: string, units: number): void {
  const kept = heldBack.get(orderLineId);
  if (kept) kept.set(place, Math.max(0, (kept.get(place) ?? 0) - units));
}

/** Reserves units for a hold at one location. */
export function holdAt(
  draft: Draft,
  operationId: string,
  { holdId, productId }: { holdId: string; productId: string },
  allotment: Allotment,
): void {
  move(draft, operationId, { productId, locationId: allotment.locationId }, { reserved: allotment.units });
  addReservation(draft, operationId, { productId, orderLineId: null, holdId, order: null }, allotment);
}

/** Units that a hold kept become a line's, where they lie: the level stays as it is. */
export function convertReservation(
  draft: Draft,
  operationId: string,
  reservation: DraftReservation,
  { orderLineId, productId, quantity, order }: Want,
): void {
  const { locationId, routingReason: reason } = reservation;
  const part = splitOff(draft, draft.reservations, reservation, quantity);
  Object.assign(part, { endedAt: draft.at, endedAs: "converted", endedById: operationId });
  const what = { productId, orderLineId, holdId: null, order };
  addReservation(draft, operationId, what, { locationId, units: quantity, reason });
}

function addReservation(
  draft: Draft,
  operationId: string,
  promised: Pick<DraftReservation, "productId" | "orderLineId" | "holdId" | "order">,
  { locationId, units, reason }: Allotment,
): void {
  const what = { ...promised, id: draft.newId(), locationId, quantity: units };
  const how = { routingReason: reason, madeAt: draft.at, madeById: operationId };
  draft.reservations.add({ ...what, ...how, ...fresh });
}

function parcelsOf(draft: Draft, orderLineId: string): readonly string[] {
  return draft.parcels.get(draft.lines.get(orderLineId)?.orderId ?? "") ?? [];
}

/** Opens a shortage: units that a line was promised and that no stock could be reserved for, and why not. */
export function openShortage(draft: Draft, want: Want, { kind, wanted }: Pick<ShortageCause, "kind" | "wanted">): void {
  draft.touched.add(want.productId);
  const listingId = draft.lines.get(want.orderLineId)?.listingId ?? null;
  const sold = { channelId: want.order.channelId, soldAt: want.order.placedAt.toISOString(), listingId };
  const cause = { kind, ...sold, wanted, found: wanted - want.quantity };
  draft.shortages.add({ ...want, id: draft.newId(), cause, openedAt: draft.at, ...fresh });
}

const fresh = { isNew: true, isChanged: false, endedAt: null, endedAs: null, endedById: null };

/** Ends units of a reservation; the rest of it stays open. A released unit is free again, a shipped one is gone. */
export function endReservation(
  draft: Draft,
  operationId: string,
  reservation: DraftReservation,
  quantity: number,
  how: "shipped" | "released" | "expired",
): void {
  const onHand = how === "shipped" ? -quantity : 0;
  move(draft, operationId, reservation, { onHand, reserved: -quantity });
  const part = splitOff(draft, draft.reservations, reservation, quantity);
  Object.assign(part, { endedAt: draft.at, endedAs: how, endedById: operationId });
}

/** Ends units of a shortage; the rest of it stays open. */
export function endShortage(
  draft: Draft,
  operationId: string,
  shortage: DraftShortage,
  quantity: number,
  how: "filled" | "cancelled" | "shipped_elsewhere",
): void {
  draft.touched.add(shortage.productId);
  const part = splitOff(draft, draft.shortages, shortage, quantity);
  Object.assign(part, { endedAt: draft.at, endedAs: how, endedById: operationId });
}

/** The row itself when all of it is meant, else a new row with so many of its units. */
function splitOff<Row extends DraftReservation | DraftShortage>(
  draft: Draft,
  book: { add(row: Row): void },
  row: Row,
  quantity: number,
): Row {
  if (quantity > row.quantity) throw new Error(`${row.id} has ${row.quantity} units, not ${quantity}`);
  row.isChanged = true;
  if (quantity === row.quantity) return row;
  row.quantity -= quantity;
  const part = { ...row, id: draft.newId(), quantity, isNew: true, isChanged: false };
  book.add(part);
  return part;
}
