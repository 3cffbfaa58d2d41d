import type { ListingIds, LiveQuantity } from "../connector.ts";
import type { Account } from "./account.ts";
import { readAvailability } from "./availability.ts";

/** What buyers can order from the merchant. A SKU that only Amazon fulfils has no such quantity, and is left out. */
export async function readQuantities(
  account: Account,
  rows: ListingIds[],
  signal: AbortSignal,
): Promise<LiveQuantity[]> {
  const skus = rows.map(({ platformId }) => platformId);
  const found = await readAvailability(account, skus, signal);
  return rows.flatMap(({ listingId, platformId }) => {
    const quantity = found.get(platformId)?.quantity ?? null;
    return quantity === null ? [] : [{ listingId, quantity }];
  });
}
