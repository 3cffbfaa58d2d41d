import type { PlatformOrder, PlatformOrderLine } from "../connector.ts";
import type { AmazonOrder, AmazonOrderItem } from "./replies.ts";

/** Not paid for yet, but Amazon has taken the units off the listing already. */
const pending = new Set(["PENDING", "PENDING_AVAILABILITY"]);

/**
 * An order in the hub's words. A pending one reserves like any other. Amazon tells the address only to apps that may see it, and
 * the hub does not ask.
 */
export function toOrder(order: AmazonOrder): PlatformOrder {
  const { orderId, createdTime, lastUpdatedTime, salesChannel, fulfillment } = order;
  // What Amazon ships for another shop's sale is told by that shop.
  const isAmazons = fulfillment?.fulfilledBy === "AMAZON" || salesChannel.channelName === "NON_AMAZON";
  return {
    platformOrderId: orderId,
    name: orderId,
    placedAt: createdTime,
    updatedAt: lastUpdatedTime,
    country: null,
    fulfilledBy: isAmazons ? "platform" : "merchant",
    lines: order.orderItems.map((item) => toLine(item, fulfillment?.fulfillmentStatus ?? null)),
  };
}

function toLine(item: AmazonOrderItem, status: string | null): PlatformOrderLine {
  const sku = item.product.sellerSku || null;
  return {
    platformLineId: item.orderItemId,
    platformId: sku,
    sku,
    barcode: null,
    title: item.product.title || sku || item.orderItemId,
    ...units(item, status),
  };
}

/** Units that are neither shipped nor to be shipped are cancelled; where Amazon does not tell, they stay open. */
function units({ quantityOrdered: ordered, fulfillment }: AmazonOrderItem, status: string | null) {
  const shipped = fulfillment?.quantityFulfilled ?? 0;
  const left = fulfillment?.quantityUnfulfilled ?? null;
  if (status === "CANCELLED") return { ordered, shipped, cancelled: ordered - shipped };
  if (status === null || left === null || pending.has(status)) return { ordered, shipped, cancelled: 0 };
  return { ordered, shipped, cancelled: Math.max(0, ordered - shipped - left) };
}
