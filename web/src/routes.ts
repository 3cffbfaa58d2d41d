/** The address of a product's page. */
export function productPath(sku: string): string {
  return `/stock/${encodeURIComponent(sku)}`;
}

/** The address of an order's page. */
export function orderPath(id: string): string {
  return `/orders/${encodeURIComponent(id)}`;
}

/** The address of a channel's page. */
export function channelPath(channelId: string): string {
  return `/channels/${encodeURIComponent(channelId)}`;
}

/** The address of a channel's set-up. */
export function setUpPath(channelId: string): string {
  return `/channels/set-up?channel=${encodeURIComponent(channelId)}`;
}

/** The address of a channel's listings with one status. */
export function listingsPath(channelId: string, status: string): string {
  return `/listings?channel=${encodeURIComponent(channelId)}&status=${encodeURIComponent(status)}`;
}

/** Where an account becomes a channel. */
export const connectPath = "/channels/connect";
