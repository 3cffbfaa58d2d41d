import { available } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import { oneParcelSets, splitSets } from "../bundle/sets.ts";
import type { Channel, Level, Location, Product } from "../state.ts";
import type { Coming } from "./coming.ts";
import type { Step } from "./trace.ts";

/** What the first steps read. */
export interface Pool {
  products: ReadonlyMap<string, Product>;
  locations: ReadonlyMap<string, Location>;
  levels: ReadonlyMap<string, Level[]>;
  /** Units that are still to come; left out where no rule counts them. */
  coming?: Coming;
}

/** Units of a product that come to a location beside those that are there. */
type Extra = (productId: string, locationId: string) => number;

/** Units, or complete sets of a bundle, that the channel's locations could send to at least one of its countries. */
export function countLocations(pool: Pool, channel: Channel, product: Product): Step {
  const { units, limitingSku, locations } = countUnits(pool, channel, product, nothingComes);
  const detail = product.recipe ? { locations, limitingSku } : { locations };
  return { step: "locations", ruleId: null, before: 0, after: units, detail };
}

const nothingComes: Extra = () => 0;

/** Units or complete sets at the channel's open locations, with what comes there; and what a bundle has too little of. */
export function countUnits(pool: Pool, channel: Channel, product: Product, extra: Extra) {
  const open = openLocations(pool, channel);
  const unitsAt = (productId: string, locationId: string) => sendable(pool, channel, productId, locationId, extra);
  if (!product.recipe) {
    const units = open.reduce((sum, locationId) => sum + unitsAt(product.id, locationId), 0);
    return { units, limitingSku: null, locations: open.length };
  }
  const count = product.recipe.policy === "split" ? splitSets : oneParcelSets;
  const { sets, limitingProductId } = count(flatten(pool.products, product.id), open, unitsAt);
  const limitingSku = limitingProductId && (pool.products.get(limitingProductId)?.sku ?? null);
  return { units: sets, limitingSku, locations: open.length };
}

/** The channel's locations that may send to at least one of its countries. */
export function openLocations(pool: Pool, channel: Channel): string[] {
  return channel.locationIds.filter((id) => servesChannel(pool.locations.get(id), channel));
}

function servesChannel(location: Location | undefined, channel: Channel): boolean {
  // The platform sells what lies in its own warehouse by itself: no order of ours is ever sent from there.
  if (!location?.isActive || location.kind === "channel_fulfilled") return false;
  if (location.shipsTo.length === 0 || channel.countries.length === 0) return true;
  return location.shipsTo.some((country) => channel.countries.includes(country));
}

function sendable(pool: Pool, channel: Channel, productId: string, locationId: string, extra: Extra): number {
  const level = pool.levels.get(productId)?.find((one) => one.locationId === locationId);
  const location = pool.locations.get(locationId);
  const product = pool.products.get(productId);
  if (!location || !product || !maySend(product, location, channel)) return 0;
  const there = level ? available(level) : 0;
  return Math.max(0, there + extra(productId, locationId) - location.safetyStock);
}

/** A product may leave a location for a channel when at least one country of the channel stays allowed. */
export function maySend(product: Product, location: Location, channel: Channel): boolean {
  const here = product.restrictions.filter((one) => one.locationId === null || one.locationId === location.id);
  if (here.some((one) => one.country === null)) return false;
  if (channel.countries.length === 0) return true;
  const shippable = channel.countries.filter((one) => location.shipsTo.length === 0 || location.shipsTo.includes(one));
  return shippable.some((country) => !here.some((one) => one.country === country));
}
