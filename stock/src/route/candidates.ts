import { available, free } from "../available.ts";
import { type Draft, levelAt } from "../draft.ts";
import type { Channel, Location, PromisedOrder } from "../state.ts";
import { whyNotSent } from "./why-not-sent.ts";

/** For whom units are looked for. Without a country every country that the channel serves is taken as possible. */
export type Destination = Pick<PromisedOrder, "channelId" | "country">;

/** A location that may send the product there, and how many units it has free. */
export interface Candidate {
  location: Location;
  units: number;
}

/**
 * The channel's active locations that may send the product to the destination and have some, highest priority first. A line that a
 * guaranteed listing sold has what that listing held for it, also where more is held than is there.
 */
export function candidates(
  draft: Draft,
  destination: Destination,
  productId: string,
  orderLineId: string | null = null,
): Candidate[] {
  const { locations, products } = draft.state;
  const product = products.get(productId);
  const found: Candidate[] = [];
  for (const locationId of sellerOf(draft, destination.channelId)?.locationIds ?? []) {
    const location = locations.get(locationId);
    if (!product || !location || whyNotSent(location, product, destination.country)) continue;
    const level = levelAt(draft, productId, locationId);
    const held = orderLineId ? (draft.heldBack.get(orderLineId)?.get(`${productId}/${locationId}`) ?? 0) : 0;
    const units = Math.max(free(level), Math.min(available(level), held));
    if (units > 0) found.push({ location, units });
  }
  return found.length < 2 ? found : found.sort(byPriority);
}

/** The channel that sold, also when it was removed since: its orders are still to be sent. */
export function sellerOf({ state }: Draft, channelId: string): Channel | undefined {
  return state.channels.get(channelId) ?? state.removedChannels.get(channelId);
}

function byPriority({ location: a }: Candidate, { location: b }: Candidate): number {
  return a.priority - b.priority || (a.code < b.code ? -1 : 1);
}
