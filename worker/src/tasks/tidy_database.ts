import { pruneInbox } from "@stockpool/stock";
import type { Task } from "graphile-worker";
import type { Hub } from "../hub.ts";

const deadJobDays = 7;
const batchMax = 1_000;
const batchesMax = 1_000;

/**
 * Makes the next months' partitions, deletes messages that were done as long ago as the hub is set to keep them, in small batches, and jobs that nobody will
 * try again: those given up, and those that were replaced while they ran and then failed.
 */
export function tidyDatabaseTask(hub: Hub): Task {
  return async (_payload, { abortSignal }) => {
    await hub.wholeTables.query("select ensure_partitions(now() + interval '3 months')");
    const before = await keepFrom(hub);
    let pruned = 0;
    for (let batch = 0; batch < batchesMax && !abortSignal?.aborted; batch++) {
      const count = await pruneInbox(hub.wholeTables, before, batchMax);
      pruned += count;
      if (count < batchMax) break;
    }
    await hub.wholeTables.query(deleteDeadJobsSql, [deadJobDays]);
    hub.logger.info({ pruned }, "database tidied");
  };
}

async function keepFrom(hub: Hub): Promise<Date> {
  const { rows } = await hub.wholeTables.query<{ before: Date }>(
    "select now() - make_interval(days => inbox_days) as before from hub_setting",
  );
  const row = rows[0];
  if (!row) throw new Error("the hub has no settings");
  return row.before;
}

const deleteDeadJobsSql = `
  select graphile_worker.complete_jobs(array_agg(id))
  from graphile_worker.jobs
  where attempts >= max_attempts and locked_at is null and updated_at < now() - make_interval(days => $1)`;
