import { channelsToWatch } from "@stockpool/stock";
import { type Channel, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { queueJob } from "../queue-job.ts";

/** Queues a look at the webhooks of every channel whose last look is old, where its platform can reach the hub or a queue. */
export async function watchWebhooks(hub: Hub): Promise<void> {
  for (const channelId of await channelsToWatch(hub.pool, new Date())) {
    const channel = hub.webhookBaseUrl === null ? await readChannel(hub.pool, channelId) : null;
    if (hub.webhookBaseUrl !== null || (channel && hasQueue(hub, channel))) await queueWatch(hub, channelId);
  }
}

/** Whether the platform puts its messages into a queue, and need not reach the hub. */
export function hasQueue(hub: Hub, channel: Channel): boolean {
  return channel.platform === "amazon" && hub.connectorOf(channel).queue !== undefined;
}

/** Queues a look at one channel's webhooks. */
export async function queueWatch({ pool }: Hub, channelId: string): Promise<void> {
  // One at a time: two that subscribe at once would both find nothing, and the platform would refuse the second.
  const key = `webhooks:${channelId}`;
  await queueJob(pool, "ensure_webhooks", { channelId }, { key, queue: key });
}

/** The channels whose webhooks are to be ensured. */
export async function connectedChannels({ pool }: Hub): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("select id from channel where removed_at is null order by id");
  return rows.map((row) => row.id);
}
