import type { Line, Shop, Variant } from "./shop.ts";

/** The variant that a line sold; null where it sold none of the shop's goods. */
export function variantOf(shop: Shop, line: Line): Variant | null {
  return line.variantId === null ? null : (shop.variants.get(line.variantId) ?? null);
}

/** What a line calls what it sold: as it was told, and else as the variant is. */
export function soldAs(shop: Shop, line: Line) {
  const variant = variantOf(shop, line);
  const { told } = line;
  return {
    title: told.title ?? variant?.title ?? "",
    sku: told.sku ?? variant?.sku ?? null,
    price: told.price ?? variant?.price ?? "0.00",
    vendor: told.vendor ?? null,
    productId: told.productId ?? variant?.productId ?? null,
    requiresShipping: told.requiresShipping ?? true,
    taxable: told.taxable ?? true,
    properties: told.properties ?? [],
  };
}
