import type { WarehouseStock } from "@stockpool/channels";
import { mirrorOf, mirrorWarehouse } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import { readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";

const runMsMax = 30 * 60_000;

/**
 * Reads all that lies in the platform's own warehouse, and only then makes the mirroring location the same: a reading that breaks
 * off changes nothing.
 */
export function readWarehouseTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId } = jobs.read_warehouse.parse(payload);
    const channel = await readChannel(hub.pool, channelId);
    if (!channel || channel.removedAt !== null) return;
    const locationId = await mirrorOf(hub.pool, channelId);
    if (locationId === null) return;
    const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(runMsMax)]);
    try {
      const pages = hub.connectorOf(channel).readWarehouse?.(signal);
      if (!pages) return;
      const reading: WarehouseStock[] = [];
      for await (const page of pages) reading.push(...page);
      const mirrored = await mirrorWarehouse(hub.pool, channelId, locationId, reading, new Date());
      hub.logger.info({ channel: channel.code, ...mirrored }, "the platform's warehouse was read");
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "reading the warehouse failed");
    }
  };
}
