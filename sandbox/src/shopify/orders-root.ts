import { nowMs, toSeconds } from "../clock.ts";
import { numberOf } from "../ids.ts";
import { type ConnectionArguments, compareKeys, connection } from "./connection.ts";
import { orderFilter } from "./order-search.ts";
import { fulfillmentOrderView, fulfillmentView, orderView } from "./order-views.ts";
import { requireScope } from "./require-scope.ts";
import { refundOf, returnOf } from "./return-nodes.ts";
import type { Order, Shop } from "./shop.ts";

/** What is asked of a shop's orders. */
export function aboutOrders(shop: Shop) {
  return {
    orders: (args: ConnectionArguments & { query?: string | null; reverse: boolean; sortKey: string }) => {
      requireScope(shop, "read_orders", "orders");
      const keyOf = orderKey(args.sortKey);
      const rows = visibleOrders(shop).filter(orderFilter(args.query ?? ""));
      rows.sort((left, right) => compareKeys(keyOf(left), keyOf(right)) * (args.reverse ? -1 : 1));
      return connection(rows, args, keyOf, (row) => orderView(shop, row));
    },
    order: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "order");
      const order = shop.orders.get(numberOf("Order", id) ?? "");
      return order ? orderView(shop, order) : null;
    },
    fulfillment: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "fulfillment");
      const number = numberOf("Fulfillment", id) ?? "";
      const order = [...shop.orders.values()].find((row) => row.fulfillments.some((parcel) => parcel.id === number));
      const found = order?.fulfillments.find((parcel) => parcel.id === number);
      return order && found ? fulfillmentView(shop, order, found) : null;
    },
    return: ({ id }: { id: string }) => {
      requireScope(shop, "read_returns", "return");
      return returnOf(shop, id);
    },
    refund: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "refund");
      return refundOf(shop, id);
    },
    fulfillmentOrder: ({ id }: { id: string }) => {
      requireScope(shop, "read_merchant_managed_fulfillment_orders", "fulfillmentOrder");
      const number = numberOf("FulfillmentOrder", id) ?? "";
      const order = [...shop.orders.values()].find((row) => row.fulfillmentOrders.some((part) => part.id === number));
      return order ? fulfillmentOrderView(shop, order, number) : null;
    },
  };
}

/** Without read_all_orders an app sees 60 days back. */
const visibleMs = 60 * 24 * 3_600_000;

function visibleOrders(shop: Shop): Order[] {
  // The search index learns of an order's newest change later; until then it does not find the order by it.
  const indexed = nowMs() - shop.settings.searchLagMs;
  const all = [...shop.orders.values()].filter((order) => order.updatedAt <= indexed);
  if (shop.settings.scopes.includes("read_all_orders")) return all;
  const from = nowMs() - visibleMs;
  return all.filter((order) => order.createdAt >= from);
}

function orderKey(sortKey: string): (order: Order) => string[] {
  switch (sortKey) {
    case "UPDATED_AT":
      return (order) => [toSeconds(order.updatedAt), order.id];
    case "CREATED_AT":
      return (order) => [toSeconds(order.createdAt), order.id];
    case "PROCESSED_AT":
      return (order) => [toSeconds(order.processedAt), order.id];
    default:
      return (order) => [order.id];
  }
}
