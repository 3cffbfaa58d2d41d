import type { Channel, Level, Listing, Product, Rule } from "../state.ts";
import { netMax } from "./cap.ts";

/** What tells how far a quantity may reach. */
export interface Reach {
  channels: ReadonlyMap<string, Channel>;
  listings: ReadonlyMap<string, Listing[]>;
  levels: ReadonlyMap<string, Level[]>;
  products: ReadonlyMap<string, Product>;
}

/** Units open under an older recipe of a bundle, or short, that are believed never to pass this. */
const unseenMax = 200;

/**
 * The listings whose quantity and open units together may pass what their platform takes. Both come out of what is on hand or
 * still to come, so a listing whose product has less needs no look at its orders. `maxGain`: units that the batch at hand may add.
 */
export function mayReachNetMax(reach: Reach, rules: Rule[], maxGain: number): string[] {
  const channels = [...reach.channels.values()].filter((channel) => netMax(channel) !== null);
  if (channels.length === 0) return [];
  const most = new Map(channels.map((channel) => [channel.id, netMax(channel) ?? 0]));
  const always = Math.max(0, ...rules.map((rule) => rule.alwaysShowAtLeast ?? 0));
  return [...reach.listings].flatMap(([productId, listings]) => {
    const net = listings.filter((listing) => most.has(listing.channelId));
    if (net.length === 0) return [];
    const units = Math.max(always, unitsOf(reach, productId) + maxGain) + unseenMax;
    return net.filter((listing) => units > (most.get(listing.channelId) ?? 0)).map((listing) => listing.id);
  });
}

/** Units of a product, or complete sets of a bundle, on hand or to come, promised or not. */
function unitsOf(reach: Reach, productId: string): number {
  const recipe = reach.products.get(productId)?.recipe;
  if (!recipe) {
    return (reach.levels.get(productId) ?? []).reduce((sum, level) => sum + level.onHand + level.incoming, 0);
  }
  const sets = recipe.components.map((part) => unitsOf(reach, part.productId) / part.quantity);
  return Math.floor(Math.min(...sets));
}
