import { channelsToReconcile, endDrifts, startRun } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";
import { queueJob, reconcileQueueing } from "../queue-job.ts";

/** The clock's round: ends drifts that are over, begins the readings that are due, wakes those under way whose job was lost. */
export function reconcileChannelsTask(hub: Hub): Task {
  return async () => {
    await endDrifts(hub.pool, null, new Date());
    for (const { channelId, isDue } of await channelsToReconcile(hub.pool, new Date())) {
      if (isDue) await startRun(hub.pool, channelId, { actor: null, isResync: false }, new Date());
      await queueJob(hub.pool, "reconcile", { channelId }, reconcileQueueing(channelId));
    }
  };
}
