import type { Line, Shop } from "./shop.ts";
import { variantOf } from "./sold-as.ts";

/** Where units of a line lie. */
export interface Place {
  itemId: string;
  locationId: string;
}

/**
 * Changes what is available and what is committed where a line's units lie. A line that took no stock moves none: what Shopify does
 * to quantities when such an order is sent or cancelled is not known.
 */
export function shiftUnits(
  shop: Shop,
  line: Line,
  locationId: string,
  by: { available?: number; committed?: number },
  at: number,
): void {
  const itemId = itemOf(shop, line);
  if (itemId === null) return;
  const level = shop.level(itemId, locationId, at);
  level.available += by.available ?? 0;
  level.committed += by.committed ?? 0;
  level.updatedAt = at;
}

/** Every place that a line draws from. */
export function placesOf(shop: Shop, line: Line): Place[] {
  const itemId = itemOf(shop, line);
  return itemId === null ? [] : line.allocations.map(({ locationId }) => ({ itemId, locationId }));
}

function itemOf(shop: Shop, line: Line): string | null {
  return line.takesStock ? (variantOf(shop, line)?.itemId ?? null) : null;
}
