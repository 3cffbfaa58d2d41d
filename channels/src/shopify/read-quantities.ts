import type { ListingIds, LiveQuantity } from "../connector.ts";
import { inPieces } from "../http/in-parallel.ts";
import type { ShopifyClient } from "./client.ts";
import { levels } from "./documents.ts";

/** Most entries in any input array, https://shopify.dev/docs/api/usage/limits (Nov 2026). */
export const arrayMax = 250;

/** What the shop shows at the location, by listing. An item that is not stocked there shows 0; an unknown one is left out. */
export async function readQuantities(
  client: ShopifyClient,
  locationId: string,
  rows: ListingIds[],
  signal: AbortSignal,
): Promise<LiveQuantity[]> {
  const items = rows.flatMap(({ platformStockId }) => platformStockId ?? []);
  const available = new Map<string, number>();
  for (const ids of inPieces([...new Set(items)], arrayMax)) {
    const { nodes } = await client.run(levels, { ids, locationId }, signal);
    for (const node of nodes) {
      if (node?.id) available.set(node.id, node.inventoryLevel?.quantities.find(isAvailable)?.quantity ?? 0);
    }
  }
  return rows.flatMap(({ listingId, platformStockId }) => {
    const quantity = platformStockId === null ? undefined : available.get(platformStockId);
    return quantity === undefined ? [] : [{ listingId, quantity }];
  });
}

function isAvailable({ name }: { name: string }): boolean {
  return name === "available";
}
