import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceLevels, announceOrder } from "./announce.ts";
import { fulfilled, remaining } from "./order-quantities.ts";
import { touched } from "./place-order.ts";
import type { Order, Refund, Shop } from "./shop.ts";

/**
 * Cancels an order whole. With `restock` its units become available again; without, they leave the shop.
 * Returns the reason when Shopify would refuse.
 */
export function cancelOrder(world: World, shop: Shop, order: Order, reason: string, restock: boolean): string | null {
  const refused = refuseCancel(order);
  if (refused !== null) return refused;
  const at = nowMs();
  order.refunds.push(removeAll(world, shop, order, restock, at));
  order.cancelledAt = at;
  order.cancelReason = reason;
  order.updatedAt = at;
  world.onChange();
  announceOrder(world, shop, order, ["ORDERS_CANCELLED", "ORDERS_UPDATED"]);
  if (restock)
    announceLevels(
      world,
      shop,
      order.lines.flatMap((line) => touched(shop, line)),
    );
  return null;
}

/** Why Shopify would not cancel the order as it is now; null when it would. */
export function refuseCancel(order: Order): string | null {
  if (order.cancelledAt !== null) return "Order has already been cancelled";
  const hasLeft = order.lines.some((line) => fulfilled(line) > 0);
  return hasLeft ? "Cannot cancel an order that has outstanding fulfillments" : null;
}

function removeAll(world: World, shop: Shop, order: Order, restock: boolean, at: number): Refund {
  const refund: Refund = { id: world.ids.next("Refund"), createdAt: at, returnId: null, lines: [] };
  for (const line of order.lines) {
    const itemId = shop.variants.get(line.variantId)?.itemId ?? "";
    for (const allocation of line.allocations) {
      const units = remaining(allocation);
      const level = shop.level(itemId, allocation.locationId, at);
      level.committed -= units;
      if (restock) level.available += units;
      level.updatedAt = at;
      allocation.removed += units;
      const restockType = restock ? "CANCEL" : "NO_RESTOCK";
      refund.lines.push({ lineId: line.id, quantity: units, locationId: allocation.locationId, restockType });
    }
  }
  return refund;
}
