import { recomputeVelocity } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Measures how fast products sell and deals the shares that follow. Reads what was sold until now: a repeated run is harmless. */
export function recomputeVelocityTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { productIds = null } = jobs.recompute_velocity.parse(payload);
    const products = await recomputeVelocity(hub.wholeTables, productIds, new Date(), abortSignal);
    hub.logger.info({ products }, "velocity measured");
  };
}
