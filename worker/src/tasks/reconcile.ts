import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { lookAgain, queueJob, resyncQueueing } from "../queue-job.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { resyncListings } from "../reconcile/resync-listings.ts";

/** Reads a channel's live quantities back, first those that a person waits for, and judges what differs. */
export function reconcileTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.reconcile.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const againAt = await resyncListings(hub, channel, abortSignal);
    if (againAt) await queueJob(hub.pool, "reconcile", { channelId }, lookAgain(resyncQueueing(channelId), againAt));
    const report = await reconcile(hub, channel, abortSignal);
    hub.logger.info({ channel: channel.code, ...report }, "live quantities read");
  };
}
