import type { AmazonClient } from "./client.ts";

/** The account that a connector speaks for. */
export interface Account {
  client: AmazonClient;
  sellerId: string;
  /** One at least. Stock is one number per SKU for all of them. */
  marketplaceIds: [string, ...string[]];
}

/** Path of a seller's listings. */
export function itemsPath(account: Account, sku?: string): string {
  const path = `/listings/2021-08-01/items/${encodeURIComponent(account.sellerId)}`;
  return sku === undefined ? path : `${path}/${encodeURIComponent(sku)}`;
}
