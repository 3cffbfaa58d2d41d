import { recordWebhookCheck, recordWebhookTrouble } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { type Channel, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { hasQueue } from "../webhooks/watch.ts";

const callMsMax = 60_000;

/**
 * Makes sure that the channel's platform sends its messages to the hub, where platforms can reach it, and that its account still
 * lets the hub in. What was missing or is wrong is noted and told; the clock comes back.
 */
export function ensureWebhooksTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.ensure_webhooks.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    if (hub.webhookBaseUrl === null && !hasQueue(hub, channel)) return;
    const timeout = AbortSignal.timeout(callMsMax);
    const signal = abortSignal ? AbortSignal.any([abortSignal, timeout]) : timeout;
    try {
      await ensure(hub, channel, signal);
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      const trouble = describeTrouble(error);
      await recordWebhookTrouble(hub.pool, channelId, trouble, new Date());
      hub.logger.error({ channel: channel.code, trouble }, "webhooks not ensured");
    }
  };
}

async function ensure(hub: Hub, channel: Channel, signal: AbortSignal): Promise<void> {
  const connector = hub.connectorOf(channel);
  // Without an address of the hub there is a queue, and the platform needs no address.
  const address = hub.webhookBaseUrl === null ? "" : new URL(`/webhooks/${channel.code}`, hub.webhookBaseUrl).href;
  const { problems } = await connector.check(signal);
  const check = await connector.ensureWebhooks(address, signal);
  const before = await recordWebhookCheck(hub.pool, channel.id, check, new Date());
  const { repaired } = check;
  if (before === "watched" && repaired.length > 0) {
    hub.logger.warn({ channel: channel.code, repaired }, "messages were no longer sent to the hub, and are again");
  }
  hub.logger.info({ channel: channel.code, address, repaired }, "webhooks ensured");
  if (problems.length === 0) return;
  await recordWebhookTrouble(hub.pool, channel.id, problems.join("; "), new Date());
  hub.logger.error({ channel: channel.code, problems }, "the account does not let the hub do its work");
}
