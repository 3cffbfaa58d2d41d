import { flatten } from "../bundle/flatten.ts";
import type { Draft } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { endReservation, endShortage, openShortage, reserve } from "../promises.ts";
import type { Order, OrderLine, Part } from "../state.ts";
import { takeFromHold } from "./convert-hold.ts";
import { reserveSets } from "./reserve-sets.ts";

/** What one unit of a line takes from stock. */
export function partsOf(draft: Draft, line: OrderLine): Part[] {
  if (line.parts) return line.parts;
  return line.productId ? flatten(draft.state.products, line.productId) : [];
}

/** Makes a line's reservations and shortages add up to so many open units; finds more, or lets the newest go. */
export function settle(draft: Draft, operationId: string, order: Order, line: OrderLine, openUnits: number): void {
  const parts = partsOf(draft, line);
  const wantedOf = (part: Part) => openUnits * part.quantity - promised(draft, line, part.productId);
  const holdId = draft.heldFor.get(order.id);
  if (holdId) takeHeld(draft, operationId, order, line, holdId, wantedOf);
  if (line.policy === "one_parcel" && parts.length > 1) {
    const sets = Math.min(...parts.map((part) => Math.floor(wantedOf(part) / part.quantity)));
    reserveSets(draft, operationId, { orderLineId: line.id, order: promisedOrder(order) }, parts, sets);
  }
  for (const part of parts) {
    const wanted = wantedOf(part);
    if (wanted > 0) promise(draft, operationId, order, line, part.productId, wanted);
    if (wanted < 0) letGo(draft, operationId, line, part.productId, -wanted);
  }
}

/** What was held for the order comes first: it is the line's already, where it lies. */
function takeHeld(
  draft: Draft,
  operationId: string,
  order: Order,
  line: OrderLine,
  holdId: string,
  wantedOf: (part: Part) => number,
): void {
  for (const part of partsOf(draft, line)) {
    const want = { orderLineId: line.id, productId: part.productId, order: promisedOrder(order) };
    takeFromHold(draft, operationId, holdId, { ...want, quantity: Math.max(0, wantedOf(part)) });
  }
}

function promised(draft: Draft, line: OrderLine, productId: string): number {
  const reservations = draft.reservations.openOfLine(line.id, productId);
  const shortages = draft.shortages.openOfLine(line.id, productId);
  return [...reservations, ...shortages].reduce((sum, one) => sum + one.quantity, 0);
}

function promise(
  draft: Draft,
  operationId: string,
  order: Order,
  line: OrderLine,
  productId: string,
  quantity: number,
): void {
  const want = { orderLineId: line.id, productId, quantity, order: promisedOrder(order) };
  const missing = reserve(draft, operationId, want);
  if (missing === 0) return;
  openShortage(draft, { ...want, quantity: missing }, { kind: "oversold", wanted: quantity });
}

/** An order goes to another address: whatever is sought for it from now on is sought for there. What is reserved stays. */
export function readdress(draft: Draft, order: Order): void {
  for (const { line, productId } of wants(draft, order)) {
    const promises = [
      ...draft.shortages.openOfLine(line.id, productId),
      ...draft.reservations.openOfLine(line.id, productId),
    ];
    for (const one of promises) one.order = promisedOrder(order);
  }
}

/** Another country opens other locations: what an order is short of may be found there. */
export function fillAnew(draft: Draft, operationId: string, order: Order): void {
  for (const { line, productId } of wants(draft, order)) {
    if (draft.shortages.openOfLine(line.id, productId).length > 0) fillShortages(draft, operationId, productId);
  }
}

function wants(draft: Draft, order: Order): { line: OrderLine; productId: string }[] {
  const lines = order.lines.flatMap((line) => draft.lines.get(line.id) ?? []);
  return lines.flatMap((line) => partsOf(draft, line).map(({ productId }) => ({ line, productId })));
}

function promisedOrder({ channelId, country, placedAt }: Order) {
  return { channelId, country, placedAt };
}

/**
 * Shortages go first, then the newest reservations; what becomes free fills the shortages of others. Of a guaranteed listing
 * nothing becomes free but what the platform has sold again by itself: that is its own buyers'.
 */
function letGo(draft: Draft, operationId: string, line: OrderLine, productId: string, quantity: number): void {
  let left = quantity;
  for (const shortage of draft.shortages.openOfLine(line.id, productId)) {
    const units = Math.min(left, shortage.quantity);
    if (units > 0) endShortage(draft, operationId, shortage, units, "cancelled");
    left -= units;
  }
  for (const reservation of draft.reservations.openOfLine(line.id, productId).reverse()) {
    const units = Math.min(left, reservation.quantity);
    if (units > 0) endReservation(draft, operationId, reservation, units, "released");
    left -= units;
  }
  const isGuaranteed = draft.exposures.has(line.listingId ?? "");
  fillShortages(draft, operationId, productId, ({ cause }) => isGuaranteed && cause.listingId === line.listingId);
}

/** Units of a line left the building: reserved and on hand fall together. Units that were short came from elsewhere. */
export function shipUnits(draft: Draft, operationId: string, line: OrderLine, units: number): void {
  for (const part of partsOf(draft, line)) {
    let left = units * part.quantity;
    for (const reservation of draft.reservations.openOfLine(line.id, part.productId)) {
      const taken = Math.min(left, reservation.quantity);
      if (taken > 0) endReservation(draft, operationId, reservation, taken, "shipped");
      left -= taken;
    }
    for (const shortage of draft.shortages.openOfLine(line.id, part.productId)) {
      const taken = Math.min(left, shortage.quantity);
      if (taken > 0) endShortage(draft, operationId, shortage, taken, "shipped_elsewhere");
      left -= taken;
    }
  }
}
