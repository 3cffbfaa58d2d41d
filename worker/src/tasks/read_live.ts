import { RateLimited } from "@stockpool/channels";
import { failLive, finishLive, type LiveReading, nextToAsk, openReading, storeLive } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readLive } from "../live-quantities.ts";
import { queueJob } from "../queue-job.ts";
import { describeTrouble } from "../trouble.ts";

const runMsMax = 60 * 60_000;

/**
 * Reads what all linked listings of a channel show, page by page. One that has to wait for the platform goes on later where it was;
 * one that fails is marked and never used.
 */
export function readLiveTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { readingId } = jobs.read_live.parse(payload);
    const reading = await openReading(hub.pool, readingId);
    if (!reading) return;
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(runMsMax)]);
    try {
      await readAll(hub, reading, signal);
    } catch (error) {
      // The worker is being stopped: the job comes back.
      if (abortSignal.aborted) throw error;
      if (error instanceof RateLimited) await lookAgain(hub, reading, error.retryAfterMs);
      else await failLive(hub.pool, reading, describeTrouble(error), new Date());
      hub.logger.warn({ reading: readingId, trouble: describeTrouble(error) }, "reading live quantities stopped");
    }
  };
}

async function readAll(hub: Hub, begun: LiveReading, signal: AbortSignal): Promise<void> {
  const channel = await readChannel(hub.pool, begun.channelId);
  if (!channel || channel.removedAt !== null) throw new Error("the channel was removed");
  const connector = hub.connectorOf(channel);
  let reading = begun;
  for (;;) {
    const asked = await nextToAsk(hub.pool, reading, connector.readBatchMax);
    if (asked.length === 0) break;
    const askedAt = new Date();
    const { live } = await readLive(hub, channel, connector, asked, signal);
    reading = await storeLive(hub.pool, reading, asked, live, askedAt);
  }
  await finishLive(hub.pool, reading, new Date());
  hub.logger.info({ channel: channel.code, reading: reading.id }, "live quantities read");
}

async function lookAgain(hub: Hub, { id, channelId }: LiveReading, retryAfterMs: number): Promise<void> {
  const runAt = new Date(Date.now() + retryAfterMs);
  await queueJob(hub.pool, "read_live", { readingId: id }, { key: `live:${id}`, queue: `live:${channelId}`, runAt });
}
