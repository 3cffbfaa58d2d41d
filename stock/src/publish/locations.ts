import { available } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import { oneParcelSets, splitSets } from "../bundle/sets.ts";
import type { Channel, Level, Location, Product } from "../state.ts";
import type { Step } from "./trace.ts";

/** What the first step reads. */
export interface Pool {
  products: ReadonlyMap<string, Product>;
  locations: ReadonlyMap<string, Location>;
  levels: ReadonlyMap<string, Level[]>;
}

/** Units, or complete sets of a bundle, that the channel's locations could send to at least one of its countries. */
export function countLocations(pool: Pool, channel: Channel, product: Product): Step {
  const open = channel.locationIds.filter((id) => servesChannel(pool.locations.get(id), channel));
  const unitsAt = (productId: string, locationId: string) => sendable(pool, channel, productId, locationId);
  if (!product.recipe) {
    const units = open.reduce((sum, locationId) => sum + unitsAt(product.id, locationId), 0);
    return { step: "locations", ruleId: null, before: 0, after: units, detail: { locations: open.length } };
  }
  const count = product.recipe.policy === "split" ? splitSets : oneParcelSets;
  const { sets, limitingProductId } = count(flatten(pool.products, product.id), open, unitsAt);
  const limitingSku = limitingProductId && (pool.products.get(limitingProductId)?.sku ?? null);
  return { step: "locations", ruleId: null, before: 0, after: sets, detail: { locations: open.length, limitingSku } };
}

function servesChannel(location: Location | undefined, channel: Channel): boolean {
  // The platform sells what lies in its own warehouse by itself: no order of ours is ever sent from there.
  if (!location?.isActive || location.kind === "channel_fulfilled") return false;
  if (location.shipsTo.length === 0 || channel.countries.length === 0) return true;
  return location.shipsTo.some((country) => channel.countries.includes(country));
}

function sendable(pool: Pool, channel: Channel, productId: string, locationId: string): number {
  const level = pool.levels.get(productId)?.find((one) => one.locationId === locationId);
  const location = pool.locations.get(locationId);
  const product = pool.products.get(productId);
  if (!level || !location || !product || !maySend(product, location, channel)) return 0;
  return Math.max(0, available(level) - location.safetyStock);
}

/** A product may leave a location for a channel when at least one country of the channel stays allowed. */
function maySend(product: Product, location: Location, channel: Channel): boolean {
  const here = product.restrictions.filter((one) => one.locationId === null || one.locationId === location.id);
  if (here.some((one) => one.country === null)) return false;
  if (channel.countries.length === 0) return true;
  const shippable = channel.countries.filter((one) => location.shipsTo.length === 0 || location.shipsTo.includes(one));
  return shippable.some((country) => !here.some((one) => one.country === country));
}
