import { once } from "../act.ts";
import type { OwnLine, Sell } from "../command/own-orders.ts";
import type { Draft } from "../draft.ts";
import { noteSold } from "../guarantee/note-sold.ts";
import { refuseOwnLines } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { type Order, orderKey } from "../state.ts";
import { addLine, addOrder, link, noteOrdered } from "./import-order.ts";
import { takeOffShelf } from "./take-off-shelf.ts";

/**
 * Units went over the counter. It is a fact: on hand falls at once, what was promised from these units gives way, and units that
 * the books did not know are found and sold in one act.
 */
export function sell(draft: Draft, command: Sell): Outcome {
  return once(draft, command, (operationId) => {
    const refusal = refuseSale(draft, command);
    if (refusal) return refusal;
    const order = addReceipt(draft, command);
    for (const line of command.lines) sellLine(draft, operationId, order, line);
    return { kind: "applied", operationId, orderId: order.id };
  });
}

function refuseSale(draft: Draft, { channelId, locationId, reference, lines }: Sell): Outcome | null {
  const shape = refuseOwnLines(lines);
  if (shape) return shape;
  const location = draft.state.locations.get(locationId);
  if (!location) return refused("location_not_found", `there is no location ${locationId}`);
  if (!draft.state.channels.has(channelId)) return refused("channel_not_found", `there is no channel ${channelId}`);
  if (draft.orders.has(orderKey(channelId, reference))) {
    return refused("order_exists", `there is a receipt ${reference} already`);
  }
  if (location.kind !== "channel_fulfilled") return null;
  return refused("location_is_read_only", `${location.code} belongs to the platform: its stock is only read`);
}

function addReceipt(draft: Draft, { channelId, locationId, reference, soldAt }: Sell): Order {
  const country = draft.state.locations.get(locationId)?.country ?? null;
  const told = { platformOrderId: reference, name: reference, country, fulfilledBy: "merchant" } as const;
  // A till's clock may be ahead: nothing was sold later than now.
  const placedAt = soldAt && soldAt < draft.at ? soldAt : draft.at;
  return addOrder(draft, channelId, { ...told, placedAt, updatedAt: draft.at, lines: [] }, locationId);
}

function sellLine(draft: Draft, operationId: string, order: Order, { reference, sku, title, quantity }: OwnLine): void {
  const told = { platformLineId: reference, platformId: sku, sku, title };
  const line = addLine(draft, order, { ...told, ordered: quantity, cancelled: 0, shipped: quantity });
  Object.assign(line, { ordered: quantity, shipped: quantity });
  if (!link(draft, order, line)) return;
  noteOrdered(draft, order, line, quantity);
  noteSold(draft, order, line, { ordered: quantity, cancelled: 0, shipped: quantity });
  takeOffShelf(draft, operationId, order, line);
}
