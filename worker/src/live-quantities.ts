import type { Connector, ListingIds } from "@stockpool/channels";
import { quantityMax } from "@stockpool/stock";
import type { Channel } from "./channel.ts";
import type { Hub } from "./hub.ts";

/** What a platform shows of listings. */
export interface LiveQuantities {
  /** By listing; one that the platform does not know is in neither. */
  live: Map<string, number>;
  /** Listings that are there with a number that no shop has: what they show is unknown, which is not zero. */
  unbelieved: Set<string>;
}

/** Reads what the platform shows. A number that cannot be is told, and holds up no other listing of the same answer. */
export async function readLive(
  { logger }: Pick<Hub, "logger">,
  channel: Pick<Channel, "code">,
  connector: Connector,
  listings: ListingIds[],
  signal: AbortSignal,
): Promise<LiveQuantities> {
  const result: LiveQuantities = { live: new Map(), unbelieved: new Set() };
  for (const { listingId, quantity } of await connector.readQuantities(listings, signal)) {
    if (isCredible(quantity)) result.live.set(listingId, quantity);
    else {
      result.unbelieved.add(listingId);
      // JSON knows no NaN.
      logger.error({ channel: channel.code, listingId, quantity: String(quantity) }, "a live quantity is not believed");
    }
  }
  return result;
}

/** Whether a shop can show so many units; less than nothing is what an oversold one shows. */
export function isCredible(quantity: number): boolean {
  return Number.isInteger(quantity) && Math.abs(quantity) <= quantityMax;
}
