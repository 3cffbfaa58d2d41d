import type { Location, Product } from "../state.ts";

/** What keeps a location from sending a product to a country. */
export type Hindrance = "inactive" | "read_only" | "not_shipped_there" | "restricted";

/** Why a location may not send a product to a country; null when it may. Without a country only what forbids every one counts. */
export function whyNotSent(location: Location, product: Product, country: string | null): Hindrance | null {
  if (!location.isActive) return "inactive";
  if (location.kind === "channel_fulfilled") return "read_only";
  if (country && location.shipsTo.length > 0 && !location.shipsTo.includes(country)) return "not_shipped_there";
  return isRestricted(location, product, country) ? "restricted" : null;
}

function isRestricted(location: Location, product: Product, country: string | null): boolean {
  return product.restrictions.some(
    (one) =>
      (one.locationId === null || one.locationId === location.id) && (one.country === null || one.country === country),
  );
}
