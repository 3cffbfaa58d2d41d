import type { PlatformOrder, PlatformOrderLine } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { moreLines, parcelsOf } from "./documents.ts";
import { lineUnits } from "./line-units.ts";
import { nextCursor } from "./next-cursor.ts";
import type { ShopifyLine, ShopifyOrder } from "./replies.ts";

/** An order in the hub's words, with all its lines. */
export async function completeOrder(
  client: ShopifyClient,
  order: ShopifyOrder,
  signal: AbortSignal,
): Promise<PlatformOrder> {
  const lines = await allLines(client, order, signal);
  const fulfilled = await fulfilledUnits(client, order, lines, signal);
  return {
    platformOrderId: order.id,
    name: order.name,
    placedAt: order.processedAt ?? order.createdAt,
    updatedAt: order.updatedAt,
    country: order.shippingAddress?.countryCodeV2 ?? null,
    fulfilledBy: "merchant",
    lines: lines.map((line) => toLine(line, fulfilled.get(line.id) ?? 0, order.cancelledAt != null)),
  };
}

async function allLines(client: ShopifyClient, order: ShopifyOrder, signal: AbortSignal): Promise<ShopifyLine[]> {
  const lines = [...order.lineItems.nodes];
  let after = nextCursor(order.lineItems.pageInfo, null);
  while (after !== null) {
    const { order: more } = await client.run(moreLines, { id: order.id, after }, signal);
    if (more === null) throw new PlatformError(`order ${order.id} vanished while it was read`);
    lines.push(...more.lineItems.nodes);
    after = nextCursor(more.lineItems.pageInfo, after);
  }
  return lines;
}

/** While nothing was removed, all that does not wait has left; only after a removal the parcels must be counted. */
async function fulfilledUnits(client: ShopifyClient, order: ShopifyOrder, lines: ShopifyLine[], signal: AbortSignal) {
  if (order.displayFulfillmentStatus === "UNFULFILLED") return new Map<string, number>();
  const isWhole = lines.every(({ quantity, currentQuantity }) => quantity === currentQuantity);
  if (isWhole) return new Map(lines.map((line) => [line.id, line.quantity - line.unfulfilledQuantity]));
  return countParcels(client, order.id, signal);
}

async function countParcels(client: ShopifyClient, id: string, signal: AbortSignal): Promise<Map<string, number>> {
  const { order } = await client.run(parcelsOf, { id }, signal);
  const units = new Map<string, number>();
  for (const { status, fulfillmentLineItems } of order?.fulfillments ?? []) {
    if (status !== "SUCCESS") continue;
    if (fulfillmentLineItems.pageInfo.hasNextPage) throw new PlatformError(`a parcel of ${id} has more than 250 lines`);
    for (const { lineItem, quantity } of fulfillmentLineItems.nodes) {
      units.set(lineItem.id, (units.get(lineItem.id) ?? 0) + (quantity ?? 0));
    }
  }
  return units;
}

function toLine(line: ShopifyLine, fulfilled: number, isOrderCancelled: boolean): PlatformOrderLine {
  return {
    platformLineId: line.id,
    platformId: line.variant?.id ?? null,
    sku: line.sku || null,
    barcode: line.variant?.barcode || null,
    title: line.title,
    ...lineUnits({ quantity: line.quantity, unfulfilled: line.unfulfilledQuantity, fulfilled, isOrderCancelled }),
  };
}
