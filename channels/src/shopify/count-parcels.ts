import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { parcelsOf } from "./documents.ts";
import { OrderChanged } from "./order-changed.ts";

/**
 * Units by line that are in parcels which left. With `version`, throws `OrderChanged` when the order is no longer the one that
 * was read at that time.
 */
export async function countParcels(
  client: ShopifyClient,
  orderId: string,
  signal: AbortSignal,
  version?: Date,
): Promise<Map<string, number>> {
  const { order } = await client.run(parcelsOf, { id: orderId }, signal);
  if (version && order?.updatedAt.getTime() !== version.getTime()) throw new OrderChanged(orderId);
  const units = new Map<string, number>();
  for (const { status, fulfillmentLineItems } of order?.fulfillments ?? []) {
    if (status !== "SUCCESS") continue;
    if (fulfillmentLineItems.pageInfo.hasNextPage)
      throw new PlatformError(`a parcel of ${orderId} has more than 250 lines`);
    for (const { lineItem, quantity } of fulfillmentLineItems.nodes) {
      units.set(lineItem.id, (units.get(lineItem.id) ?? 0) + (quantity ?? 0));
    }
  }
  return units;
}
