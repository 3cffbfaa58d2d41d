import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceLevels, announceOrder } from "./announce.ts";
import { moneyOf } from "./order-money.ts";
import { fulfilled, remaining } from "./order-quantities.ts";
import { placesOf, shiftUnits } from "./shift-units.ts";
import type { Order, Refund, Shop } from "./shop.ts";

export interface Cancellation {
  reason: string;
  /** Whether its units become available again; else they leave the shop. */
  restock: boolean;
  /** Whether the buyer gets all money back. */
  isPaidBack: boolean;
  staffNote: string | null;
}

/** Cancels an order whole. Returns the reason when Shopify would refuse. */
export function cancelOrder(world: World, shop: Shop, order: Order, how: Cancellation): string | null {
  const refused = refuseCancel(order);
  if (refused !== null) return refused;
  const at = nowMs();
  const refund = removeAll(world, shop, order, how.restock, at);
  if (how.isPaidBack) payAllBack(world, shop, order, refund, at);
  order.refunds.push(refund);
  order.cancelledAt = at;
  order.cancelReason = how.reason;
  order.staffNote = how.staffNote;
  order.updatedAt = at;
  world.onChange();
  announceOrder(world, shop, order, ["ORDERS_CANCELLED", "ORDERS_UPDATED"]);
  const places = order.lines.flatMap((line) => placesOf(shop, line));
  if (how.restock) announceLevels(world, shop, places);
  return null;
}

/** Why Shopify would not cancel the order as it is now; null when it would. */
export function refuseCancel(order: Order): string | null {
  if (order.cancelledAt !== null) return "Order has already been cancelled";
  const hasLeft = order.lines.some((line) => fulfilled(line) > 0);
  return hasLeft ? "Cannot cancel an order that has outstanding fulfillments" : null;
}

function removeAll(world: World, shop: Shop, order: Order, restock: boolean, at: number): Refund {
  const rest = { returnId: null, note: "", shipping: 0, payments: [] };
  const refund: Refund = { id: world.ids.next("Refund"), createdAt: at, lines: [], ...rest };
  for (const line of order.lines) {
    for (const allocation of line.allocations) {
      const { locationId } = allocation;
      const units = remaining(allocation);
      shiftUnits(shop, line, locationId, { committed: -units, available: restock ? units : 0 }, at);
      allocation.removed += units;
      refund.lines.push({
        lineId: line.id,
        quantity: units,
        locationId,
        restockType: restock ? "CANCEL" : "NO_RESTOCK",
      });
    }
  }
  return refund;
}

function payAllBack(world: World, shop: Shop, order: Order, refund: Refund, at: number): void {
  const { received, refunded } = moneyOf(shop, order);
  const cents = received - refunded;
  const gateway = order.payments[0]?.gateway;
  if (cents <= 0 || !gateway) return;
  const id = world.ids.next("OrderTransaction");
  refund.payments.push({ id, kind: "REFUND", status: "SUCCESS", gateway, cents, at });
  order.payments.push(...refund.payments);
}
