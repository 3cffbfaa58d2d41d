import { recordReturns } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

const runMsMax = 5 * 60_000;

/** Reads what buyers send back. It moves no stock: a person says what came. */
export function pullReturnsTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId, about } = jobs.pull_returns.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(runMsMax)]);
    try {
      const pages = hub.connectorOf(channel).pullReturns?.(signal, about);
      if (!pages) return;
      let announced = 0;
      for await (const page of pages) announced += await recordReturns(hub.pool, channelId, page, new Date());
      hub.logger.info({ channel: channel.code, announced }, "returns read");
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "reading returns failed");
    }
  };
}
