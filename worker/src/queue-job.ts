import { commitSoonSql } from "@stockpool/stock";
import { type JobName, jobs } from "@stockpool/stock/jobs";
import type pg from "pg";
import type { z } from "zod";
import type { Channel } from "./channel.ts";

type Payload<N extends JobName> = z.infer<(typeof jobs)[N]>;

/** How a job is queued. */
export interface Queueing {
  /** At most one waiting job has this key. */
  key: string;
  /** Jobs of one queue run one at a time, on all machines together. */
  queue?: string;
  /** Now, when left out. Replaces the time of a waiting job with the same key. */
  runAt?: Date;
  /** What happens when a job with this key waits already: `replace` moves it to `runAt`, `preserve_run_at` leaves its time. */
  mode?: "replace" | "preserve_run_at";
  /** Among jobs that are due, a lower number goes first; 0 when left out. */
  priority?: number;
  /** Does not wait for the disk: the clock finds what a lost job should have done. */
  mayForget?: boolean;
}

/** Queues a job. */
export async function queueJob<N extends JobName>(
  pool: pg.Pool,
  name: N,
  payload: Payload<N>,
  { key, queue, runAt, mode = "replace", priority = 0, mayForget = false }: Queueing,
): Promise<void> {
  const job = [name, JSON.stringify(jobs[name].parse(payload)), queue ?? null, runAt ?? null, key, mode, priority];
  const values = [...job, mayForget];
  await pool.query({ name: "worker_queue_job", text: queueSql, values });
}

// add_job adds nothing, and says so with null, when a worker takes the job of the same key at that very moment; asked a
// second time it sees the job taken and adds the next one.
const addJobSql = `(graphile_worker.add_job(
    $1, $2::json, queue_name := $3, run_at := $4, job_key := $5, job_key_mode := $6, priority := $7
  )).id`;

const queueSql = `select coalesce(${addJobSql}, ${addJobSql}), case when $8::bool then ${commitSoonSql} end`;

/** Wakes the channel's inbox; `again` keeps a later time of its own, so that it never delays a message that comes in now. */
export const inboxQueueing = (channelId: string): Queueing => ({
  key: `inbox:${channelId}`,
  queue: `inbox:${channelId}`,
  mode: "preserve_run_at",
});

/** Reads the channel's queue, on one machine at a time. */
export const notificationsQueueing = (channelId: string): Queueing => ({
  key: `notifications:${channelId}`,
  queue: `notifications:${channelId}`,
  mode: "preserve_run_at",
});

/** Wakes the channel's pushes. A waiting job keeps its time: the platform may have asked for it. */
export const pushQueueing = (channelId: string): Queueing => ({
  key: `push:${channelId}`,
  queue: `push:${channelId}`,
  mode: "preserve_run_at",
});

/** Wakes the channel's poll. */
export const pollQueueing = (channelId: string): Queueing => ({
  key: `poll:${channelId}`,
  queue: `poll:${channelId}`,
  mode: "preserve_run_at",
});

/** Goes on reading the channel's live quantities, after all that is more urgent. */
export const reconcileQueueing = (channelId: string): Queueing => ({
  key: `reconcile:${channelId}`,
  queue: `reconcile:${channelId}`,
  mode: "preserve_run_at",
  priority: 10,
});

/** Reads the listings that a person waits for, before what the clock asked for. */
export const resyncQueueing = (channelId: string): Queueing => ({
  key: `resync:${channelId}`,
  queue: `reconcile:${channelId}`,
});

/**
 * Tells of a parcel, behind the channel's pushes where its platform subtracts open orders itself: see `queueTelling` of stock,
 * which queues the first time.
 */
export const tellQueueing = (channel: Channel, shipmentId: string): Queueing => ({
  key: `tell:${shipmentId}`,
  queue: `${channel.writeKind === "net_of_open_orders" ? "push" : "tell"}:${channel.id}`,
  priority: 1,
});

/** Reads what buyers of the channel send back; `about`: only that of an order or a return, by the platform's id. */
export async function queueReturns({ pool }: { pool: pg.Pool }, channelId: string, about?: string): Promise<void> {
  const queue = `returns:${channelId}`;
  const key = about === undefined ? `pull-${queue}` : `pull-${queue}:${about}`;
  await queueJob(pool, "pull_returns", { channelId, ...(about !== undefined && { about }) }, { key, queue });
}

/** A second look at `runAt`, beside the job that new work wakes at once. */
export function lookAgain({ key, queue }: Queueing, runAt: Date): Queueing {
  return { key: `${key}:again`, ...(queue === undefined ? {} : { queue }), runAt, mode: "replace", mayForget: true };
}
