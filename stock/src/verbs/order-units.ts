import { once } from "../act.ts";
import type { Release, Ship } from "../command.ts";
import type { Draft, Drafted } from "../draft.ts";
import { noteSold } from "../guarantee/note-sold.ts";
import { type Outcome, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import type { Order, OrderLine } from "../state.ts";
import { settle, shipUnits } from "./settle.ts";

/** Units of order lines left in one parcel. Their reservations end, on hand falls. */
export function ship(draft: Draft, command: Ship): Outcome {
  return onOpenUnits(draft, command, (operationId, order, chosen) => {
    for (const { line, quantity } of chosen) {
      shipUnits(draft, operationId, line, quantity);
      line.shipped += quantity;
      line.isChanged = true;
      noteShipped(draft, order, line);
    }
    draft.shipments.push({
      ...{ id: draft.newId(), orderId: order.id, isTold: false },
      ...{ carrier: command.carrier ?? null, tracking: command.tracking ?? null, lines: command.lines },
    });
  });
}

/** Units of order lines will not be shipped: they are cancelled, and free for others. */
export function release(draft: Draft, command: Release): Outcome {
  return onOpenUnits(draft, command, (operationId, order, chosen) => {
    for (const { line, quantity } of chosen) {
      line.cancelled += quantity;
      line.isChanged = true;
      // The platform has yet to hear of it, and may put the units back on sale then.
      noteSold(draft, order, line, { ordered: 0, cancelled: quantity, shipped: 0 }, draft.at);
      if (order.fulfilledBy === "merchant") {
        settle(draft, operationId, order, line, line.ordered - line.cancelled - line.shipped);
      }
      if (line.listingId) draft.unsureOf.add(line.listingId);
      if (line.productId) draft.touched.add(line.productId);
    }
  });
}

/**
 * bol counts its open orders off from what is written: a shipped unit changes the amount to be written, though not what should
 * be shown.
 */
export function noteShipped(draft: Draft, order: Order, line: OrderLine): void {
  if (order.fulfilledBy === "platform") return;
  const channel = draft.state.channels.get(order.channelId);
  if (channel?.writeKind !== "net_of_open_orders" || !line.listingId || !line.productId) return;
  draft.unsureOf.add(line.listingId);
  draft.touched.add(line.productId);
}

type Chosen = { line: Drafted<OrderLine>; quantity: number }[];

function onOpenUnits(
  draft: Draft,
  command: Ship | Release,
  act: (operationId: string, order: Order, chosen: Chosen) => void,
): Outcome {
  return once(draft, command, (operationId) => {
    const order = [...draft.orders.values()].find((one) => one.id === command.orderId);
    if (!order) return refused("order_not_found", `there is no order ${command.orderId}`);
    const chosen: Chosen = [];
    for (const { orderLineId, quantity } of command.lines) {
      const line = draft.lines.get(orderLineId);
      const refusal = refuseUnits(order, line, orderLineId, quantity);
      if (refusal) return refusal;
      if (line) chosen.push({ line, quantity });
    }
    if (new Set(command.lines.map((one) => one.orderLineId)).size < command.lines.length || chosen.length === 0) {
      return refused("quantity_out_of_range", `lines must name 1 or more lines once each, got ${command.lines.length}`);
    }
    act(operationId, order, chosen);
    return { kind: "applied", operationId, orderId: order.id };
  });
}

function refuseUnits(order: Order, line: OrderLine | undefined, lineId: string, quantity: number): Outcome | null {
  if (line?.orderId !== order.id) return refused("order_line_not_found", `order ${order.name} has no line ${lineId}`);
  if (!isQuantity(quantity, 1)) {
    return refused("quantity_out_of_range", `quantity must be 1–${quantityMax}, got ${quantity}`);
  }
  const open = line.ordered - line.cancelled - line.shipped;
  if (quantity <= open) return null;
  return refused("more_than_open", `"${line.title}" has ${open} open units, got ${quantity}`);
}
