import { EventEmitter } from "node:events";
import { openPool, type PoolOptions } from "@stockpool/prisma";
import { type Runner, run, type WorkerEvents, type WorkerPool } from "graphile-worker";
import type pg from "pg";
import type { Logger } from "pino";
import type { AmazonTimes } from "./amazon-times.ts";
import { keepConnectors } from "./connectors.ts";
import { crontab } from "./crontab.ts";
import type { Hub } from "./hub.ts";
import { JobsInHand } from "./jobs-in-hand.ts";
import { graphileLogger } from "./logger.ts";
import { Presence } from "./presence.ts";
import { taskList } from "./task-list.ts";
import { connectedChannels, queueWatch } from "./webhooks/watch.ts";

export interface WorkerOptions {
  databaseUrl: string;
  /** What channels' credentials are sealed with. */
  secret: string;
  /** Lets channels be at http addresses on this machine. */
  allowHttp: boolean;
  /** Multiplies bol's rate budgets, for the sandbox; 1 when left out. */
  rateFactor?: number;
  /** How long Amazon takes, for a sandbox that is faster; as long as it says when left out. */
  amazonTimes?: AmazonTimes;
  /** Where platforms reach the hub's intake; null: nowhere. */
  webhookBaseUrl: string | null;
  /** Jobs run at the same time; 16 when left out. */
  concurrency?: number;
  logger: Logger;
}

export interface Worker {
  /** Lets the jobs at hand end, cuts off those that take longer than 5 s, and closes every connection. */
  stop(): Promise<void>;
  /** Resolves when the worker has stopped; rejects when it ended by itself. */
  ended: Promise<void>;
}

const concurrencyDefault = 16;

/**
 * Milliseconds between looks for jobs. New ones are announced (LISTEN) and start at once; this is for what nobody announces: a
 * job whose time has come, and one that waited for its queue.
 */
const pollIntervalMs = 100;

/** How long graphile-worker takes at most, as a rule, to free a queue after its job ended. */
const queueFreeMs = 5;

/** Connections beside those of running jobs: presence, budgets. */
const connectionsExtra = 4;

/**
 * Connections that take jobs and end them, listen for news and mind the clock. That a job was taken, or is done, may be forgotten:
 * it runs again, which every job of ours allows.
 */
const connectionsOfJobs = 6;

/** Connections for the clock's jobs that read whole tables: one audits, one measures or tidies. */
const connectionsOfWholeTables = 2;

/** Starts working on the hub's jobs, in this process, until stopped. Any number may run on one database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { logger, webhookBaseUrl, amazonTimes = null, concurrency = concurrencyDefault } = options;
  const warnOfLoss = (error: Error) => logger.warn({ err: error }, "a database connection was lost while idle");
  const open = (what: string, connections: Omit<PoolOptions, "name">) =>
    openPool(options.databaseUrl, { name: `stockpool-worker${what}`, onError: warnOfLoss, ...connections });
  const pool = open("", { max: concurrency + connectionsExtra, readsByKey: true });
  const wholeTables = open("-whole-tables", { max: connectionsOfWholeTables });
  const notes = open("-jobs", { max: connectionsOfJobs, readsByKey: true, mayForget: true });
  const warn = (error: unknown) => logger.warn({ err: error }, "a budget was not written down");
  const hub: Hub = {
    pool,
    wholeTables,
    logger,
    connectorOf: keepConnectors({ ...options, pool, warn }),
    webhookBaseUrl,
    amazonTimes,
  };
  const { runner, workerId, jobs } = await runJobs(hub, notes, concurrency);
  const presence = new Presence(pool, workerId, jobs, (error) => logger.warn({ err: error }, "presence is in trouble"));
  await presence.begin();
  if (webhookBaseUrl !== null) await queueWebhooks(hub);
  return live(runner, presence, [pool, notes, wholeTables]);
}

interface Running {
  runner: Runner;
  workerId: string;
  jobs: JobsInHand;
}

async function runJobs(hub: Hub, notes: pg.Pool, concurrency: number): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const jobs = new JobsInHand(events);
  const named = new Promise<string>((resolve) => {
    events.once("pool:create", ({ workerPool }) => {
      lookWhenQueueIsFree(events, workerPool);
      resolve(workerPool.id);
    });
  });
  const runner = await run({
    pgPool: notes,
    taskList: taskList(hub),
    crontab,
    concurrency,
    pollInterval: pollIntervalMs,
    // One look for all idle jobs together. On their own they would hide the queues from each other while looking, and the
    // jobs of other channels would wait for the next look.
    preset: { worker: { localQueue: { size: concurrency } } },
    logger: graphileLogger(hub.logger),
    events,
    noHandleSignals: true,
  });
  return { runner, workerId: await named, jobs };
}

/** Nobody announces that a queue is free again: without this the next job of a channel would wait for the next look. */
function lookWhenQueueIsFree(events: WorkerEvents, workerPool: WorkerPool): void {
  let isComing = false;
  const look = () => {
    isComing = false;
    workerPool.nudge(1);
  };
  events.on("job:complete", () => {
    if (!isComing) setTimeout(look, queueFreeMs);
    isComing = true;
  });
}

async function queueWebhooks(hub: Hub): Promise<void> {
  for (const channelId of await connectedChannels(hub)) await queueWatch(hub, channelId);
}

function live(runner: Runner, presence: Presence, pools: pg.Pool[]): Worker {
  const close = async () => {
    await presence.end();
    await Promise.all(pools.map((pool) => pool.end()));
  };
  const ended = runner.promise.finally(close);
  // Whoever only stops the worker need not look at `ended`.
  ended.catch(() => {});
  return {
    ended,
    async stop() {
      await runner.stop();
      await ended;
    },
  };
}
