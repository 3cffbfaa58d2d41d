import type pg from "pg";
import type { JobsInHand } from "./jobs-in-hand.ts";

/** Names our advisory locks among those of others. */
const lockClass = 771_204;
const sweepMs = 5_000;
/** A worker that lost its connection has so long to show itself again, from when another one first misses it. */
const graceMs = 10_000;
/** A job that was taken a moment ago may not have reached its worker yet. */
const takenSeconds = 10;

/**
 * Shows that a worker lives, by an advisory lock on its id that Postgres drops the moment its connection dies; and frees the
 * jobs of workers that were missed for some time, and those that it has itself without knowing it: a crash of the database server
 * undoes the end of a job, a lost connection the answer that brought it. Without it, such jobs, and with them their channel's
 * queue, would stand still for graphile-worker's four hours.
 */
export class Presence {
  readonly #pool: pg.Pool;
  readonly #workerId: string;
  readonly #jobs: JobsInHand;
  readonly #warn: (error: unknown) => void;
  /** Workers that have jobs and do not show themselves, with when that was first seen. */
  #missed = new Map<string, number>();
  #client: pg.PoolClient | null = null;
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> = Promise.resolve();
  #isEnded = false;

  constructor(pool: pg.Pool, workerId: string, jobs: JobsInHand, warn: (error: unknown) => void) {
    this.#pool = pool;
    this.#workerId = workerId;
    this.#jobs = jobs;
    this.#warn = warn;
  }

  /** Shows this worker, frees the jobs of dead ones, and keeps doing both. */
  async begin(): Promise<void> {
    await this.#sweep();
  }

  /** Call when all jobs have ended. */
  async end(): Promise<void> {
    this.#isEnded = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#sweeping;
    const client = this.#client;
    if (!client) return;
    client.off("error", this.#lose);
    await client.query("select pg_advisory_unlock_all()").catch(this.#warn);
    client.release();
  }

  async #sweep(): Promise<void> {
    try {
      await this.#show();
      await this.#freeDead();
      const values = [this.#workerId, takenSeconds, this.#jobs.ids()];
      await this.#pool.query({ name: "worker_free_forgotten", text: freeForgottenSql, values });
    } catch (error) {
      this.#warn(error);
    }
    if (!this.#isEnded) this.#timer = setTimeout(() => this.#again(), sweepMs);
  }

  /**
   * Nobody is dead for being missed once: when the database server comes back, all workers have lost their locks and go on with
   * their jobs, and whoever looks first would give them out a second time.
   */
  async #freeDead(): Promise<void> {
    const { rows } = await this.#pool.query<{ workerId: string }>({
      ...{ name: "worker_find_missed", text: findMissedSql, values: [lockClass] },
    });
    const now = performance.now();
    this.#missed = new Map(rows.map(({ workerId }) => [workerId, this.#missed.get(workerId) ?? now]));
    const dead = [...this.#missed].flatMap(([workerId, since]) => (now - since >= graceMs ? [workerId] : []));
    if (dead.length === 0) return;
    await this.#pool.query({ name: "worker_free_dead", text: freeDeadSql, values: [lockClass, dead] });
  }

  #again(): void {
    this.#sweeping = this.#sweep();
  }

  async #show(): Promise<void> {
    if (this.#client) return;
    const client = await this.#pool.connect();
    this.#client = client;
    client.once("error", this.#lose);
    try {
      await client.query("select pg_advisory_lock($1, hashtext($2))", [lockClass, this.#workerId]);
    } catch (error) {
      this.#lose(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The connection broke: the next sweep shows the worker on another one. Others may have lost theirs with it, and are missed anew. */
  readonly #lose = (error: Error): void => {
    this.#warn(error);
    this.#missed.clear();
    this.#client?.release(error);
    this.#client = null;
  };
}

// A lock that can be had is one that nobody holds. It is given back when the statement ends.
const findMissedSql = `
  select locked_by as "workerId"
  from (
    select locked_by from graphile_worker._private_jobs where locked_by is not null
    union
    select locked_by from graphile_worker._private_job_queues where locked_by is not null
  ) as holder
  where pg_try_advisory_xact_lock($1, hashtext(locked_by))`;

// It may have shown itself this very moment.
const freeDeadSql = `
  select graphile_worker.force_unlock_workers(array_agg(id)) from unnest($2::text[]) as dead (id)
  where pg_try_advisory_xact_lock($1, hashtext(id))`;

const freeForgottenSql = `
  with freed as (
    update graphile_worker._private_jobs set locked_at = null, locked_by = null
    where locked_by = $1 and locked_at < now() - make_interval(secs => $2) and id <> all($3::bigint[])
    returning job_queue_id
  )
  update graphile_worker._private_job_queues set locked_at = null, locked_by = null
  where locked_by = $1 and id in (select job_queue_id from freed)`;
