import type { PlatformOrder, PlatformOrderLine } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import { allNodes } from "./all-nodes.ts";
import type { ShopifyClient } from "./client.ts";
import { countParcels } from "./count-parcels.ts";
import { moreLines, orderById } from "./documents.ts";
import { lineUnits } from "./line-units.ts";
import { OrderChanged } from "./order-changed.ts";
import type { ShopifyLine, ShopifyOrder } from "./replies.ts";

const triesMax = 4;

/** An order in the hub's words, with all its lines, as it was at one moment: one that changes meanwhile is read anew. */
export async function completeOrder(
  client: ShopifyClient,
  order: ShopifyOrder,
  signal: AbortSignal,
): Promise<PlatformOrder> {
  let current = order;
  for (let tries = 1; ; tries++) {
    try {
      return await complete(client, current, signal);
    } catch (error) {
      if (!(error instanceof OrderChanged) || tries === triesMax) throw error;
      current = await readAnew(client, order.id, signal);
    }
  }
}

async function readAnew(client: ShopifyClient, id: string, signal: AbortSignal): Promise<ShopifyOrder> {
  const { order } = await client.run(orderById, { id }, signal);
  if (order === null) throw new PlatformError(`order ${id} vanished while it was read`);
  return order;
}

async function complete(client: ShopifyClient, order: ShopifyOrder, signal: AbortSignal): Promise<PlatformOrder> {
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
  return allNodes(order.lineItems, async (after) => {
    const { order: more } = await client.run(moreLines, { id: order.id, after }, signal);
    if (more === null) throw new PlatformError(`order ${order.id} vanished while it was read`);
    if (more.updatedAt.getTime() !== order.updatedAt.getTime()) throw new OrderChanged(order.id);
    return more.lineItems;
  });
}

/** While nothing was removed, all that does not wait has left; only after a removal the parcels must be counted. */
async function fulfilledUnits(client: ShopifyClient, order: ShopifyOrder, lines: ShopifyLine[], signal: AbortSignal) {
  if (order.displayFulfillmentStatus === "UNFULFILLED") return new Map<string, number>();
  const isWhole = lines.every(({ quantity, currentQuantity }) => quantity === currentQuantity);
  if (isWhole) return new Map(lines.map((line) => [line.id, line.quantity - line.unfulfilledQuantity]));
  return countParcels(client, order.id, signal, { version: order.updatedAt });
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
