import { republishAll, republishProducts } from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Publishes anew the products that a change concerns. Reads what is so now, so a repeated run is harmless. */
export function republishTask(hub: Hub): Task {
  return async (payload, { abortSignal }) => {
    const {
      channelId = null,
      productId = null,
      locationId = null,
      isRemapped,
      productIds,
    } = jobs.republish.parse(payload);
    const scope = { channelId, productId, locationId, isRemapped: isRemapped ?? false };
    const products = productIds
      ? await republishProducts(hub.pool, productIds, abortSignal)
      : await republishAll(hub.pool, scope, abortSignal);
    hub.logger.info({ ...scope, products }, "republished");
  };
}
