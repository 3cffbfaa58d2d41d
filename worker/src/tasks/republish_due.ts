import { republishDue } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Publishes anew what time alone changes: deliveries that enter a pre-order window, or are late. */
export function republishDueTask(hub: Hub): Task {
  return async (_payload, { abortSignal }) => {
    const products = await republishDue(hub.pool, abortSignal);
    if (products > 0) hub.logger.info({ products }, "republished what is still to come");
  };
}
