/** The address of a product's page. */
export function productPath(sku: string): string {
  return `/stock/${encodeURIComponent(sku)}`;
}

/** The address of an order's page. */
export function orderPath(id: string): string {
  return `/orders/${encodeURIComponent(id)}`;
}
