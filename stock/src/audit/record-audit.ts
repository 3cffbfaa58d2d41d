import type pg from "pg";
import { newId } from "../new-id.ts";
import { rowsOf } from "../query.ts";
import { audit, type Breach } from "./audit.ts";

/** One proof of the invariants, as it is kept. */
export interface AuditRun {
  ranAt: Date;
  tookMs: number;
  breaches: Breach[];
}

const keptDays = 90;

/** Proves the invariants and keeps what was found; what was found 90 days ago goes. A run that is broken off keeps nothing. */
export async function recordAudit(pool: pg.Pool, signal?: AbortSignal): Promise<AuditRun> {
  const ranAt = new Date();
  const breaches = await audit(pool, { signal, isAtWork: true });
  const tookMs = Math.max(0, Date.now() - ranAt.getTime());
  await rowsOf(
    pool,
    "audit-record",
    `with forgotten as (delete from audit_run where ran_at < $2::timestamptz - make_interval(days => ${keptDays}))
     insert into audit_run (id, ran_at, took_ms, breaches) values ($1, $2, $3, $4)`,
    [newId(), ranAt, tookMs, JSON.stringify(breaches)],
  );
  return { ranAt, tookMs, breaches };
}
