import { channelsWithEvents } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { processInbox } from "../inbox/process-inbox.ts";
import { inboxQueueing, queueJob } from "../queue-job.ts";

/** Turns a channel's stored messages into orders; without a channel, wakes every inbox that holds some. */
export function processInboxTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.process_inbox.parse(payload);
    if (channelId === undefined) return wakeInboxes(hub);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel) return;
    const report = await processInbox(hub, channel, abortSignal);
    hub.logger.info({ channel: channel.code, ...report }, "inbox processed");
  };
}

/** Wakes every inbox that holds messages, for whoever may have missed them. */
export async function wakeInboxes(hub: Hub): Promise<void> {
  for (const channelId of await channelsWithEvents(hub.pool)) {
    await queueJob(hub.pool, "process_inbox", { channelId }, inboxQueueing(channelId));
  }
}
