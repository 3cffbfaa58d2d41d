import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { pullNotifications } from "../notifications/pull.ts";
import { notificationsQueueing, queueJob } from "../queue-job.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

/**
 * Reads the queue of a channel whose platform cannot call the hub, for about a minute, and queues the next run. The clock begins
 * anew what ended in trouble; without a queue there is nothing to do, and sales are found by polling.
 */
export function pullNotificationsTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.pull_notifications.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const { queue } = hub.connectorOf(channel);
    if (!queue) return;
    try {
      const pulled = await pullNotifications(hub, channel, queue, abortSignal);
      hub.logger.info({ channel: channel.code, ...pulled }, "notifications pulled");
      await queueJob(hub.pool, "pull_notifications", { channelId }, notificationsQueueing(channelId));
    } catch (error) {
      if (abortSignal.aborted) return;
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "the queue was not read");
    }
  };
}
