import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";

const callMsMax = 60_000;

/** Makes sure that the channel's platform sends its messages to the hub, where platforms can reach it. */
export function ensureWebhooksTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.ensure_webhooks.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null || hub.webhookBaseUrl === null) return;
    const address = new URL(`/webhooks/${channel.code}`, hub.webhookBaseUrl).href;
    const timeout = AbortSignal.timeout(callMsMax);
    const signal = abortSignal ? AbortSignal.any([abortSignal, timeout]) : timeout;
    await hub.connectorOf(channel).ensureWebhooks(address, signal);
    hub.logger.info({ channel: channel.code, address }, "webhooks ensured");
  };
}

/** The channels whose webhooks are to be ensured. */
export async function connectedChannels(hub: Hub): Promise<string[]> {
  const { rows } = await hub.pool.query<{ id: string }>("select id from channel where removed_at is null order by id");
  return rows.map((row) => row.id);
}
