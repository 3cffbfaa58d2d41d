import type { PlatformOrder } from "@stockpool/channels";
import { applyBatch, readUntoldCancellation, recordCancellation, type UntoldCancellation } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { type Channel, isLive, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { nextLook, type Pending, type Telling, tell } from "../look-again.ts";
import { queueJob } from "../queue-job.ts";
import { importOrder } from "../translate/import-order.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

const callMsMax = 60_000;

/**
 * Asks a platform to cancel a line. Once it did, its order is read back and imported, and only then the answer is recorded:
 * a crash in between asks again, and is told that nothing is open any more.
 */
export function tellCancellationTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { cancellationId, pending } = jobs.tell_cancellation.parse(payload);
    const cancellation = await readUntoldCancellation(hub.pool, cancellationId);
    const channel = cancellation && (await readChannel(hub.pool, cancellation.channelId));
    if (!cancellation || !channel || !isLive(channel, new Date())) return;
    try {
      const telling = await ask(hub, channel, cancellation, pending, abortSignal);
      hub.logger.info({ channel: channel.code, cancellationId, ...telling }, "cancellation told");
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, cancellationId, trouble: describeTrouble(error) }, "telling failed");
    }
  };
}

async function ask(
  hub: Hub,
  channel: Channel,
  cancellation: UntoldCancellation,
  pending: Pending | undefined,
  abortSignal: AbortSignal,
): Promise<Telling> {
  const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(callMsMax)]);
  const connector = hub.connectorOf(channel);
  const { platformOrderId, platformLineId, reason, alsoAsked } = cancellation;
  const asked = { platformOrderId, platformLineId, reason, alsoAsked };
  const wish = { ...asked, ...(pending?.reference && { reference: pending.reference }) };
  const telling = connector.cancel
    ? await tell(() => connector.cancel?.(wish, signal) ?? Promise.resolve(impossible))
    : impossible;
  if (telling.kind === "told") await importAnew(hub, channel, await connector.readOrder(platformOrderId, signal));
  if (telling.kind === "told" || telling.kind === "refused") {
    await recordCancellation(hub.pool, cancellation, telling, new Date());
  }
  const next = nextLook(telling, pending);
  if (next === null) return telling;
  const payload = { cancellationId: cancellation.id, ...(next.pending && { pending: next.pending }) };
  const queueing = { key: `cancel:${cancellation.id}`, queue: `cancel:${channel.id}`, runAt: next.runAt };
  await queueJob(hub.pool, "tell_cancellation", payload, queueing);
  return telling;
}

const impossible = {
  kind: "refused",
  error: "the platform takes no cancellations from the hub: cancel there",
} as const;

async function importAnew(hub: Hub, channel: Channel, order: PlatformOrder | null): Promise<void> {
  if (order) await applyBatch(hub.pool, [importOrder(channel.id, order)], new Date());
}
