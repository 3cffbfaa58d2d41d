import { numberOf } from "../ids.ts";
import { orderView } from "./order-views.ts";
import { refundView, returnView } from "./return-views.ts";
import type { Shop } from "./shop.ts";

/** The return with this id, as the Admin API shows it; null when the shop has none. */
export function returnOf(shop: Shop, id: string): object | null {
  const number = numberOf("Return", id);
  for (const order of shop.orders.values()) {
    const row = order.returns.find((one) => one.id === number);
    if (row) return returnView(shop, order, row, () => orderView(shop, order));
  }
  return null;
}

/** The refund with this id, as the Admin API shows it; null when the shop has none. */
export function refundOf(shop: Shop, id: string): object | null {
  const number = numberOf("Refund", id);
  for (const order of shop.orders.values()) {
    const row = order.refunds.find((one) => one.id === number);
    if (row) return refundView(shop, order, row, () => orderView(shop, order));
  }
  return null;
}
