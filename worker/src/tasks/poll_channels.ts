import { channelsWithPending } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";
import { pollQueueing, pushQueueing, queueJob } from "../queue-job.ts";
import { wakeInboxes } from "./process_inbox.ts";

/** How long after its last poll a channel is polled again. */
const pollSeconds = 120;

/**
 * The clock's round, every minute: polls the channels that are due, and wakes inboxes and pushes that have work, in case the
 * job that should have done so was lost.
 */
export function pollChannelsTask(hub: Hub): Task {
  return async () => {
    for (const channelId of await channelsDue(hub)) {
      await queueJob(hub.pool, "poll_orders", { channelId }, pollQueueing(channelId));
    }
    for (const channelId of await channelsWithPending(hub.pool, new Date())) {
      await queueJob(hub.pool, "push_stock", { channelId }, pushQueueing(channelId));
    }
    await wakeInboxes(hub);
  };
}

// A few seconds early, so that a round that starts a moment before its minute does not make the channel wait for the next.
async function channelsDue(hub: Hub): Promise<string[]> {
  const { rows } = await hub.pool.query<{ channelId: string }>({
    name: "worker_channels_due",
    text: `
      select c.id as "channelId"
      from channel c left join watermark w on w.channel_id = c.id
      where c.removed_at is null
        and (greatest(w.polled_at, w.failed_at) is null or greatest(w.polled_at, w.failed_at) < now() - make_interval(secs => $1 - 5))`,
    values: [pollSeconds],
  });
  return rows.map((row) => row.channelId);
}
