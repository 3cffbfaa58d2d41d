import { republishAll, republishProducts } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Publishes anew the products that changed rules concern. Reads the rules as they are now, so a repeated run is harmless. */
export function republishTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const { channelId = null, productId = null, productIds } = jobs.republish.parse(payload);
    const products = productIds
      ? await republishProducts(hub.pool, productIds, abortSignal)
      : await republishAll(hub.pool, { channelId, productId }, abortSignal);
    hub.logger.info({ channelId, productId, products }, "republished");
  };
}
