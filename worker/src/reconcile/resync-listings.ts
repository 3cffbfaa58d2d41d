import { type Connector, RateLimited } from "@stockpool/channels";
import {
  listingsToResync,
  noteResyncRead,
  noteResyncTrouble,
  readListingsById,
  recordReadings,
  type WaitingResync,
} from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { pushQueueing, queueJob } from "../queue-job.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { NothingRead, readPage } from "./read-pages.ts";

/** Calls of one go; what is left waits for the next. */
const callsMax = 20;
/** Pause after trouble that is the platform's. */
const outagePauseMs = 60_000;

/**
 * Reads the listings back that a person asked to have set right: what differs is judged like every reading, and then the hub's
 * number is written, whatever the channel's policy is. Returns when to come back; null when none waits.
 */
export async function resyncListings(hub: Hub, channel: Channel, signal: AbortSignal): Promise<Date | null> {
  const connector = hub.connectorOf(channel);
  for (let calls = 0; calls < callsMax; calls++) {
    const wishes = await listingsToResync(hub.pool, channel.id, connector.readBatchMax);
    if (wishes.length === 0) return null;
    try {
      await resyncSome(hub, channel, connector, wishes, signal);
    } catch (error) {
      if (error instanceof RateLimited) return new Date(Date.now() + error.retryAfterMs);
      if (!isPlatformTrouble(error) && !(error instanceof NothingRead)) throw error;
      await noteResyncTrouble(hub.pool, wishes, describeTrouble(error), new Date());
      // An answer that is not believed is asked for again with the clock's next reading.
      return error instanceof NothingRead ? null : new Date(Date.now() + outagePauseMs);
    }
  }
  return new Date();
}

async function resyncSome(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  wishes: WaitingResync[],
  signal: AbortSignal,
): Promise<void> {
  const ids = wishes.map(({ listingId }) => listingId);
  const listings = await readListingsById(hub.pool, channel.id, ids);
  const page = await readPage(hub, channel, connector, listings, signal);
  await recordReadings(hub.pool, { listings, ...page }, { isResync: true, step: null });
  await noteResyncRead(hub.pool, wishes, { listings, ...page });
  // A listing that shows what is believed may still wait for a push whose job was lost.
  await queueJob(hub.pool, "push_stock", { channelId: channel.id }, pushQueueing(channel.id));
}
