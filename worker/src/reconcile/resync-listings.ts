import { readListingsById, recordReadings } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readPage } from "./read-pages.ts";

/**
 * Reads a few listings back because a person asked to have them set right: what differs is judged like every reading, and then
 * the hub's number is written, whatever the channel's policy is.
 */
export async function resyncListings(
  hub: Hub,
  channel: Channel,
  listingIds: string[],
  signal: AbortSignal,
): Promise<void> {
  const connector = hub.connectorOf(channel);
  const listings = await readListingsById(hub.pool, channel.id, listingIds);
  for (let from = 0; from < listings.length; from += connector.readBatchMax) {
    const some = listings.slice(from, from + connector.readBatchMax);
    const page = await readPage(connector, some, signal);
    await recordReadings(hub.pool, { listings: some, ...page }, { isResync: true, step: null });
  }
}
