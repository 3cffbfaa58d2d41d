import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { pollOrders } from "../orders/poll-orders.ts";
import { pollQueueing, queueJob } from "../queue-job.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

/** Reads a channel's orders since its watermark. The clock queues the next run, so a failed one needs no retry of its own. */
export function pollOrdersTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId, isDeep } = jobs.poll_orders.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    try {
      const poll = await pollOrders(hub, channel, hub.connectorOf(channel), abortSignal, isDeep);
      hub.logger.info({ channel: channel.code, ...poll }, "orders polled");
      if (poll.kind === "complete") return;
      const queueing = { ...pollQueueing(channelId), runAt: poll.retryAt, mode: "replace" } as const;
      await queueJob(hub.pool, "poll_orders", { channelId }, queueing);
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "poll failed");
    }
  };
}
