import { type Outcome, refused } from "./outcome.ts";
import type { State } from "./state.ts";

/** Refuses a place where a person may not change stock; null when all is well. */
export function refusePlace(state: State, productId: string, locationId: string): Outcome | null {
  const product = state.products.get(productId);
  if (!product) return refused("product_not_found", `there is no product ${productId}`);
  const location = state.locations.get(locationId);
  if (!location) return refused("location_not_found", `there is no location ${locationId}`);
  if (product.recipe) {
    return refused("product_is_bundle", `${product.sku} is a bundle: change the stock of its components instead`);
  }
  if (location.kind === "channel_fulfilled") {
    return refused("location_is_read_only", `${location.code} belongs to the platform: its stock is only read`);
  }
  return null;
}
