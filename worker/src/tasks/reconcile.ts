import { RateLimited } from "@stockpool/channels";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { type Channel, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { queueJob, reconcileQueueing } from "../queue-job.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { resyncListings } from "../reconcile/resync-listings.ts";

/** Reads a channel's live quantities back and judges what differs. */
export function reconcileTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId, listingIds } = jobs.reconcile.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    if (listingIds && !(await resync(hub, channel, listingIds, abortSignal))) return;
    const report = await reconcile(hub, channel, abortSignal);
    hub.logger.info({ channel: channel.code, ...report }, "live quantities read");
  };
}

/** False when the platform wants no call now: the job comes back. */
async function resync(hub: Hub, channel: Channel, listingIds: string[], signal: AbortSignal): Promise<boolean> {
  try {
    await resyncListings(hub, channel, listingIds, signal);
    return true;
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const { queue } = reconcileQueueing(channel.id);
    const key = `resync:${channel.id}:${listingIds.join()}`.slice(0, 500);
    const runAt = new Date(Date.now() + error.retryAfterMs);
    await queueJob(
      hub.pool,
      "reconcile",
      { channelId: channel.id, listingIds },
      { key, runAt, ...(queue && { queue }) },
    );
    return false;
  }
}
