import type pg from "pg";
import { storable } from "../storable.ts";

/** SQL that queues telling a platform of the decision on a row of `return`; one that waits is joined. */
export const addReturnJobSql = `coalesce(${addOnce()}, ${addOnce()})`;

// Asked twice, as `addChannelJobSql` says.
function addOnce(): string {
  return `(graphile_worker.add_job('tell_return', json_build_object('returnId', return.id),
    queue_name := 'returns:' || return.channel_id, job_key := 'return:' || return.id)).id`;
}

/** A decision that its platform has not heard of. */
export interface UntoldReturn {
  id: string;
  channelId: string;
  platformReturnId: string;
  /** Units that came, sellable or not. */
  received: number;
}

/** The decision as it is now; null when it is told, was refused, or is none. */
export async function readUntoldReturn(pool: pg.Pool, returnId: string): Promise<UntoldReturn | null> {
  const { rows } = await pool.query<UntoldReturn>({
    name: "returns_untold",
    text: `
      select id, channel_id as "channelId", platform_return_id as "platformReturnId", restocked + unavailable as received
      from return where id = $1 and decided_at is not null and told_at is null and error is null`,
    values: [returnId],
  });
  return rows[0] ?? null;
}

/** Records what the platform said to the decision. Safe to repeat. */
export async function recordReturnTelling(
  pool: pg.Pool,
  returnId: string,
  said: { kind: "told" } | { kind: "refused"; error: string },
  at: Date,
): Promise<void> {
  const values = [returnId, said.kind === "told" ? at : null, said.kind === "refused" ? storable(said.error) : null];
  await pool.query("update return set told_at = $2, error = $3 where id = $1 and decided_at is not null", values);
}

/** Queues every decision that its platform has not heard of, in case its job was lost. */
export async function queueUntoldReturns(pool: pg.Pool): Promise<void> {
  await pool.query({
    name: "returns_queue_untold",
    text: `
      select ${addReturnJobSql} from return
      where decided_at is not null and told_at is null and error is null and not exists (
        select from graphile_worker.jobs j where j.key = 'return:' || return.id and j.attempts < j.max_attempts
      ) limit 1000`,
  });
}
