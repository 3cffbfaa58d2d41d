import { recordAudit } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

/** Proves the invariants over the whole database. Only reads stock, so it may run at any time and twice. */
export function auditPoolTask(hub: Hub): Task {
  return async (_payload, { abortSignal }) => {
    const { tookMs, breaches } = await recordAudit(hub.wholeTables, abortSignal);
    for (const breach of breaches) hub.logger.error(breach, "an invariant is broken");
    hub.logger.info({ tookMs, breaches: breaches.length }, "audited");
  };
}
