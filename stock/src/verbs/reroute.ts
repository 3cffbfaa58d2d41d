import { once } from "../act.ts";
import { free } from "../available.ts";
import type { Reroute } from "../command.ts";
import { type Draft, type DraftReservation, levelAt } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { refuseQuantity } from "../lines.ts";
import { type Outcome, type Refused, refused } from "../outcome.ts";
import { endReservation, promiseAt } from "../promises.ts";
import { sellerOf } from "../route/candidates.ts";
import { encodeReason } from "../route/reason.ts";
import { type Hindrance, whyNotSent } from "../route/why-not-sent.ts";
import type { Location, Order, Product } from "../state.ts";

/** Units of an open reservation are sent from another location: those at the old one are free again, in the same transaction. */
export function reroute(draft: Draft, command: Reroute): Outcome {
  return once(draft, command, (operationId) => {
    const shape = command.quantity === undefined ? null : refuseQuantity("quantity", command.quantity, 1);
    if (shape) return shape;
    const found = find(draft, command);
    if (found.kind === "refused") return found;
    const { order, reservation, from, to } = found;
    const quantity = command.quantity ?? reservation.quantity;
    const refusal = refuseMove(draft, found, quantity);
    if (refusal) return refusal;
    const want = { orderLineId: found.orderLineId, productId: reservation.productId, quantity, order: found.promised };
    const reason = encodeReason({
      chooser: "by_hand",
      extent: quantity === reservation.quantity ? "whole" : "split",
      figure: from.code,
    });
    endReservation(draft, operationId, reservation, quantity, "released");
    promiseAt(draft, operationId, want, { locationId: to.id, units: quantity, reason });
    // What is free again where it was may be what an order that reaches only that place is short of.
    fillShortages(draft, operationId, reservation.productId);
    return { kind: "applied", operationId, orderId: order.id };
  });
}

interface Found {
  kind: "found";
  order: Order;
  orderLineId: string;
  promised: NonNullable<DraftReservation["order"]>;
  reservation: DraftReservation;
  product: Product;
  from: Location;
  to: Location;
}

function find(draft: Draft, { orderId, reservationId, toLocationId }: Reroute): Found | Refused {
  const to = draft.state.locations.get(toLocationId);
  if (!to) return refused("location_not_found", `there is no location ${toLocationId}`);
  const order = [...draft.orders.values()].find((one) => one.id === orderId);
  if (!order) return refused("order_not_found", `there is no order ${orderId}`);
  const reservation = order.lines
    .flatMap((line) => draft.reservations.openOfLine(line.id))
    .find((one) => one.id === reservationId);
  if (!reservation) {
    return refused("reservation_not_found", `order ${order.name} has no open reservation ${reservationId}`);
  }
  const { orderLineId, order: promised, productId, locationId } = reservation;
  const [product, from] = [draft.state.products.get(productId), draft.state.locations.get(locationId)];
  if (!orderLineId || !promised || !product || !from) throw new Error(`reservation ${reservationId} is of no order`);
  return { kind: "found", order, orderLineId, promised, reservation, product, from, to };
}

function refuseMove(draft: Draft, { order, reservation, product, to, promised }: Found, quantity: number) {
  if (quantity > reservation.quantity) {
    const message = `quantity must be 1–${reservation.quantity}, which the reservation has, got ${quantity}`;
    return refused("quantity_out_of_range", message);
  }
  if (to.id === reservation.locationId) return refused("already_there", `the units are reserved at ${to.code} already`);
  const hindrance = whyNotSent(to, product, promised.country);
  if (hindrance) return refuseSending(hindrance, to, product, promised.country);
  if (!sellerOf(draft, order.channelId)?.locationIds.includes(to.id)) {
    return refused("location_not_of_channel", `the channel of order ${order.name} does not draw on ${to.code}`);
  }
  const units = free(levelAt(draft, product.id, to.id));
  if (units >= quantity) return null;
  return refused("not_enough_available", `${to.code} has ${units} units of ${product.sku} available, got ${quantity}`);
}

function refuseSending(hindrance: Hindrance, to: Location, product: Product, country: string | null): Refused {
  switch (hindrance) {
    case "inactive":
      return refused("location_inactive", `${to.code} is not active: nothing is sent from there`);
    case "read_only":
      return refused("location_is_read_only", `${to.code} belongs to the platform: nothing is sent from there`);
    case "not_shipped_there":
      return refused("country_not_shipped_to", `${to.code} ships to ${to.shipsTo.join(", ")}, not to ${country}`);
    case "restricted":
      return refused(
        "product_restricted",
        `${product.sku} may not be sent from ${to.code} to ${country ?? "anywhere"}`,
      );
  }
}
