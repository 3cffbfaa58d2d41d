import type { WantedQuantity } from "../connector.ts";

/** A row with where its SKU is listed. */
export interface Writable {
  row: WantedQuantity;
  marketplaceId: string;
}

/**
 * Sets the units of the merchant's own channel and leaves the rest as it is: `merge` keeps the handling time, which `replace`
 * would wipe out (Amazon's changelog, June 2025).
 */
export function availabilityPatch(quantity: number) {
  const value = [{ fulfillment_channel_code: "DEFAULT", quantity }];
  return { productType: "PRODUCT", patches: [{ op: "merge", path: "/attributes/fulfillment_availability", value }] };
}
