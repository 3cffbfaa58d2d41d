import { queueUntoldCancellations, queueUntoldReturns } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";
import { queueJob, queueReturns } from "../queue-job.ts";
import { connectedChannels } from "../webhooks/watch.ts";

/**
 * The clock's slow round: reads returns and warehouses of every channel, and wakes decisions and cancellations that no platform has
 * heard of, in case their job was lost, or failed.
 */
export function visitPlatformsTask(hub: Hub): Task {
  return async () => {
    for (const channelId of await connectedChannels(hub)) {
      const warehouse = `warehouse:${channelId}`;
      await queueReturns(hub, channelId);
      await queueJob(hub.pool, "read_warehouse", { channelId }, { key: warehouse, queue: warehouse });
    }
    await queueUntoldReturns(hub.pool);
    await queueUntoldCancellations(hub.pool);
  };
}
