import type { PlatformOrder, PlatformOrderLine } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolOrder, ListedItem, ListedOrder, OrderItem } from "./replies.ts";

/** bol's own warehouse (LVB); everything else is shipped from the merchant's stock, also "shipping via bol". */
const byPlatform = "FBB";

/** An order in the hub's words. Lines that bol ships itself are left out of an order that the merchant ships in part. */
export function toOrder(order: BolOrder): PlatformOrder {
  const own = order.orderItems.filter(({ fulfilment }) => fulfilment?.method !== byPlatform);
  const shown = own.length > 0 ? own : order.orderItems;
  return {
    ...head(order),
    country: order.shipmentDetails?.countryCode ?? null,
    fulfilledBy: own.length > 0 ? "merchant" : "platform",
    lines: shown.map(toLine),
  };
}

/**
 * The same from the list alone, which names no offer and no country. It is a version just before the order's own, so that what the
 * order itself says of the same moment is newer.
 */
export function toOrderFromList(order: ListedOrder): PlatformOrder {
  const own = order.orderItems.filter(({ fulfilmentMethod }) => fulfilmentMethod !== byPlatform);
  const shown = own.length > 0 ? own : order.orderItems;
  const { updatedAt, ...rest } = head(order);
  return {
    ...rest,
    updatedAt: new Date(updatedAt.getTime() - 1),
    country: null,
    fulfilledBy: own.length > 0 ? "merchant" : "platform",
    lines: shown.map(toListedLine),
  };
}

/** The newest change of any item; bol gives an order no time of its own. */
export function changedAt(order: {
  orderPlacedDateTime?: Date | null | undefined;
  orderItems: { latestChangedDateTime?: Date | null | undefined }[];
}): Date | null {
  const times = [order.orderPlacedDateTime, ...order.orderItems.map((item) => item.latestChangedDateTime)];
  const known = times.filter((time) => time != null).map((time) => time.getTime());
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

function head(order: BolOrder | ListedOrder) {
  const updatedAt = changedAt(order);
  if (updatedAt === null) throw new PlatformError(`bol gives order ${order.orderId} no time at all`);
  const { orderId, orderPlacedDateTime } = order;
  return { platformOrderId: orderId, name: orderId, placedAt: orderPlacedDateTime ?? updatedAt, updatedAt };
}

function toLine(item: OrderItem): PlatformOrderLine {
  const ean = item.product?.ean || null;
  return {
    platformLineId: item.orderItemId,
    platformId: item.offer?.offerId || null,
    sku: item.offer?.reference || null,
    barcode: ean,
    title: item.product?.title || ean || item.orderItemId,
    ...units(item),
  };
}

function toListedLine(item: ListedItem): PlatformOrderLine {
  const { orderItemId, ean } = item;
  return {
    platformLineId: orderItemId,
    platformId: null,
    sku: null,
    barcode: ean || null,
    title: ean || orderItemId,
    ...units(item),
  };
}

/** cancellationRequest is only the buyer's wish: the units stay open until the seller cancels. */
function units({ quantity, quantityCancelled, quantityShipped }: OrderItem | ListedItem) {
  return { ordered: quantity, cancelled: quantityCancelled, shipped: quantityShipped };
}
