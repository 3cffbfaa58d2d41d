import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { openUnits, statusOf } from "./orders.ts";
import type { AmazonOrder, Seller } from "./seller.ts";

/** The words of the older API, which notifications still use. */
const oldStatus: Record<string, string> = {
  PENDING: "Pending",
  UNSHIPPED: "Unshipped",
  PARTIALLY_SHIPPED: "PartiallyShipped",
  SHIPPED: "Shipped",
  CANCELLED: "Canceled",
};

/** Puts an ORDER_CHANGE into the seller's queue, when there is one and it is subscribed. */
export function announceOrder(world: World, seller: Seller, order: AmazonOrder): void {
  const subscription = seller.subscriptions.find(({ notificationType }) => notificationType === "ORDER_CHANGE");
  if (!seller.settings.queue || !subscription) return;
  const body = orderChange(seller, order, subscription.subscriptionId);
  const problems = world.contracts?.amazon.checkDocument("ORDER_CHANGE", body) ?? [];
  if (problems.length > 0) {
    world.violations.add({
      platform: "amazon",
      shop: seller.handle,
      side: "webhook",
      operation: "ORDER_CHANGE",
      problems,
    });
  }
  post(world, seller, JSON.stringify(body));
}

/** A standard queue: a message may come late, twice, in another order, or, when Amazon itself fails, never. */
function post(world: World, seller: Seller, body: string): void {
  const fault = world.faults.strikeWebhook("amazon", seller.handle, "ORDER_CHANGE");
  switch (fault?.action) {
    case undefined:
      enqueue(seller, body);
      break;
    case "drop":
      break;
    case "duplicate":
      enqueue(seller, body);
      enqueue(seller, body);
      break;
    case "delay":
    case "reorder":
      void sleep(fault.waitMs, undefined, { ref: false }).then(() => enqueue(seller, body));
  }
}

function enqueue(seller: Seller, body: string): void {
  seller.queue.push({ messageId: randomUUID(), body, visibleAt: 0, receiptHandle: null, receives: 0 });
}

function orderChange(seller: Seller, order: AmazonOrder, subscriptionId: string) {
  const at = new Date(nowMs()).toISOString();
  return {
    NotificationVersion: "1.0",
    NotificationType: "ORDER_CHANGE",
    PayloadVersion: "1.0",
    EventTime: at,
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: "OrderLevel",
        SellerId: seller.settings.sellerId,
        AmazonOrderId: order.orderId,
        OrderChangeType: "OrderStatusChange",
        OrderChangeTrigger: {
          TimeOfOrderChange: new Date(order.updatedAt).toISOString(),
          ChangeReason: "StatusChange",
        },
        Summary: summary(order),
      },
    },
    NotificationMetadata: {
      ApplicationId: "amzn1.sellerapps.app.sandbox",
      SubscriptionId: subscriptionId,
      PublishTime: at,
      NotificationId: randomUUID(),
    },
  };
}

function summary(order: AmazonOrder) {
  const sum = (units: (item: AmazonOrder["items"][number]) => number) =>
    order.items.reduce((total, item) => total + units(item), 0);
  return {
    MarketplaceId: order.marketplaceId,
    OrderStatus: oldStatus[statusOf(order)] ?? "Unshipped",
    PurchaseDate: new Date(order.placedAt).toISOString(),
    DestinationPostalCode: null,
    FulfillmentType: order.fulfilledBy === "MERCHANT" ? "MFN" : "AFN",
    OrderType: "StandardOrder",
    NumberOfItemsShipped: sum(({ shipped }) => shipped),
    NumberOfItemsUnshipped: sum(openUnits),
    OrderItems: order.items.map(({ orderItemId, sku, quantity, shipped }) => ({
      ...{
        OrderItemId: orderItemId,
        SellerSKU: sku,
        SupplySourceId: null,
        Quantity: quantity,
        QuantityShipped: shipped,
      },
    })),
  };
}
