import type { Connector } from "@stockpool/channels";
import { readUnsure, recordExposureReadings, settlesFrom } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readLive } from "../live-quantities.ts";
import { indexLagMs } from "../orders/index-lag.ts";
import { pollOrders } from "../orders/poll-orders.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

/** Listings read at once. */
const readMax = 250;
const readMsMax = 60_000;
/** A poll that begins in the same moment as what it is to prove proves nothing. */
const marginMs = 500;
/** Pause when the platform could not be asked. */
const outagePauseMs = 30_000;

/**
 * Learns what guaranteed listings may still sell: reads those that are not known well enough, and polls the channel's orders
 * where that settles what was written or read. Returns when to look again; null when nothing waits.
 */
export async function settleExposures(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  signal: AbortSignal,
): Promise<Date | null> {
  try {
    if (!connector.isWriteOnly) await readThem(hub, channel, connector, signal);
    const due = await dueAt(hub, channel);
    if (due === null || due > new Date()) return due;
    const poll = await pollOrders(hub, channel, connector, signal);
    return poll.kind === "postponed" ? poll.retryAt : null;
  } catch (error) {
    if (!isPlatformTrouble(error)) throw error;
    hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "settling what may be sold failed");
    return new Date(Date.now() + outagePauseMs);
  }
}

/** When a poll of the channel's orders would settle an exposure: its list may lag. */
export async function dueAt(hub: Hub, { id, platform }: Channel): Promise<Date | null> {
  const from = await settlesFrom(hub.pool, id);
  return from && new Date(from.getTime() + indexLagMs(hub, platform) + marginMs);
}

async function readThem(hub: Hub, channel: Channel, connector: Connector, signal: AbortSignal): Promise<void> {
  const unsure = await readUnsure(hub.pool, channel.id, readMax);
  if (unsure.length === 0) return;
  const from = new Date();
  const limited = AbortSignal.any([signal, AbortSignal.timeout(readMsMax)]);
  const { live } = await readLive(hub, channel, connector, unsure, limited);
  const after = new Date();
  const readings = unsure.flatMap((listing) => {
    const shown = live.get(listing.listingId);
    return shown === undefined ? [] : [{ listing, live: shown }];
  });
  await recordExposureReadings(hub.pool, readings, { from, after }, new Date());
}
