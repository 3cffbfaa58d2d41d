import { addJobSql } from "../add-job-sql.ts";
import type { Draft } from "../draft.ts";
import { type Db, rowsOf } from "../query.ts";

/**
 * Queues the sweep for the moment at which each new or extended hold expires, so that what is published follows within a second.
 * A hold has one such job: another moment replaces it.
 */
export async function queueExpiries(db: Db, draft: Draft): Promise<void> {
  if (draft.holds.size === 0) return;
  const due = [...draft.holds.values()].filter((one) => (one.isNew || one.isChanged) && !one.endedAt);
  if (due.length === 0) return;
  const add = addJobSql("graphile_worker.add_job('expire_holds', '{}', run_at := d.at, job_key := 'expire:' || d.id)");
  await rowsOf(
    db,
    "stock-queue-expiries",
    `select ${add} as job from unnest($1::uuid[], $2::timestamptz[]) as d(id, at) order by d.id`,
    [due.map((one) => one.id), due.map((one) => one.expiresAt)],
  );
}
