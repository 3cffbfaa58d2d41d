import { endDueFlashSales } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Ends flash sales whose time has come. Reads which those are now, so a late or repeated run is harmless. */
export function endFlashSalesTask(hub: Hub): Task {
  return async () => {
    const sales = await endDueFlashSales(hub.pool, new Date());
    if (sales > 0) hub.logger.info({ sales }, "flash sales ended");
  };
}
