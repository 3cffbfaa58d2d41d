/** What each SKU is called, as far as the page has seen it. */
export const titles = new Map();

export function titleOf(sku) {
  return titles.get(sku) ?? sku;
}
