import { sweepHolds } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Ends holds whose time has come. Reads which those are now, so a late or repeated run is harmless. */
export function expireHoldsTask(hub: Hub): Task {
  return async (_payload, { abortSignal }) => {
    const holds = await sweepHolds(hub.pool, abortSignal);
    if (holds > 0) hub.logger.info({ holds }, "holds expired");
  };
}
