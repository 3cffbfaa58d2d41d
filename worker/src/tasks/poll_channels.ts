import { builtPlatforms } from "@stockpool/channels";
import { channelsWithPending, queueTelling } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";
import { notificationsQueueing, pollQueueing, pushQueueing, queueJob } from "../queue-job.ts";
import { watchWebhooks } from "../webhooks/watch.ts";
import { wakeInboxes } from "./process_inbox.ts";

/** How long after its last poll a channel is polled again. */
const pollSeconds = 120;
/** Amazon gives one list of orders in 179 seconds (usage plan of searchOrders, August 2026). */
const amazonPollSeconds = 200;

/** One poll in so many minutes is deep. */
const deepEveryMinutes = 10;

/**
 * The clock's round, every minute: polls the channels that are due, and wakes inboxes, pushes and parcels to tell of that wait,
 * in case the job that should have done so was lost, or failed.
 */
export function pollChannelsTask(hub: Hub): Task {
  return async () => {
    const isDeep = new Date().getMinutes() % deepEveryMinutes < pollSeconds / 60;
    for (const channelId of await channelsDue(hub)) {
      await queueJob(hub.pool, "poll_orders", { channelId, isDeep }, pollQueueing(channelId));
    }
    for (const channelId of await channelsWithQueue(hub)) {
      await queueJob(hub.pool, "pull_notifications", { channelId }, notificationsQueueing(channelId));
    }
    for (const channelId of await channelsWithPending(hub.pool, new Date())) {
      await queueJob(hub.pool, "push_stock", { channelId }, pushQueueing(channelId));
    }
    await queueTelling(hub.pool, builtPlatforms, null);
    await watchWebhooks(hub);
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
        and (greatest(w.polled_at, w.failed_at) is null or greatest(w.polled_at, w.failed_at) < now() - make_interval(secs => case c.platform when 'amazon' then $2::int else $1::int end - 5))`,
    values: [pollSeconds, amazonPollSeconds],
  });
  return rows.map((row) => row.channelId);
}

/** Channels of the platform that puts its messages into a queue; whether this one has a queue, its credentials tell. */
async function channelsWithQueue(hub: Hub): Promise<string[]> {
  const { rows } = await hub.pool.query<{ id: string }>({
    name: "worker_channels_with_queue",
    text: "select id from channel where removed_at is null and platform = 'amazon' order by id",
  });
  return rows.map((row) => row.id);
}
