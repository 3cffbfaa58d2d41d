import type { JobName } from "./jobs.ts";

/**
 * SQL that queues a channel's job inside the transaction at hand: one at a time per channel, and one that waits is joined. Gives
 * the job's id. `channelId` is an SQL expression.
 */
export function addChannelJobSql(task: JobName, name: string, channelId: string): string {
  return addJobSql(`graphile_worker.add_job('${task}', json_build_object('channelId', ${channelId}),
    queue_name := '${name}:' || ${channelId}, job_key := '${name}:' || ${channelId},
    job_key_mode := 'preserve_run_at')`);
}

/**
 * SQL that queues a job by its key and gives the job's id. `add` is the call of add_job.
 *
 * add_job adds nothing, and says so with null, when a worker takes the job of the same key at that very moment; asked a second
 * time it sees the job taken and adds the next one.
 */
export function addJobSql(add: string): string {
  return `coalesce((${add}).id, (${add}).id)`;
}
