import { once } from "../act.ts";
import type { Release, Ship } from "../command.ts";
import type { Draft, Drafted } from "../draft.ts";
import { noteSold } from "../guarantee/note-sold.ts";
import { firstRefusal } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import type { Order, OrderLine } from "../state.ts";
import { onOrder } from "./on-order.ts";
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
  return once(draft, command, (operationId) =>
    onOrder(draft, command, (order) => {
      const { lines } = command;
      const chosen = lines.map(({ orderLineId, quantity }) => ({ line: draft.lines.get(orderLineId), quantity }));
      const known = chosen.flatMap(({ line, quantity }) => (line?.orderId === order.id ? [{ line, quantity }] : []));
      if (known.length < chosen.length) return refuseUnknown(order, lines);
      const refusal = firstRefusal(known, refuseMoreThanOpen);
      if (refusal) return refusal;
      act(operationId, order, known);
      return { kind: "applied", operationId, orderId: order.id };
    }),
  );
}

function refuseUnknown(order: Order, lines: { orderLineId: string }[]): Outcome {
  const known = new Set(order.lines.map((line) => line.id));
  const unknown = lines.find((line) => !known.has(line.orderLineId));
  return refused("order_line_not_found", `order ${order.name} has no line ${unknown?.orderLineId}`);
}

function refuseMoreThanOpen({ line, quantity }: Chosen[number]): Outcome | null {
  const open = line.ordered - line.cancelled - line.shipped;
  if (quantity <= open) return null;
  return refused("more_than_open", `"${line.title}" has ${open} open units, got ${quantity}`);
}
