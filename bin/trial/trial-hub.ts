import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { freePort, startCluster } from "@stockpool/prisma/embedded";
import { migrate } from "@stockpool/prisma/migrate";
import { controlAt } from "@stockpool/sandbox";
import type { Wiring } from "../demo/connect.ts";
import { Child, type ChildPlan } from "../start/child.ts";
import { addresses, type Hub, plans } from "../start/plans.ts";
import { loadSecrets } from "../start/secrets.ts";

/** A whole hub for one trial: its own database, the sandbox, and, when asked, api and worker as processes of their own. */
export interface TrialHub extends Wiring {
  databaseUrl: string;
  /** Starts api and worker; webhooks are subscribed for the channels connected by then. */
  startServers(): Promise<void>;
  /** Starts the worker alone, for what no message and no person takes part in. */
  startWorker(): Promise<void>;
  /** The system's numbers of the processes that run. */
  pids(): { sandbox: number | undefined; worker: number | undefined };
  /** Ends everything and deletes it. */
  stop(): Promise<void>;
}

/**
 * Starts database and sandbox in a throwaway folder; `DATABASE_URL` names another server to make the database on. `rateFactor`: how
 * many times as often as the real bol the sandbox's may be called.
 */
export async function startTrialHub(rateFactor = 1): Promise<TrialHub> {
  const folder = await mkdtemp(join(tmpdir(), "stockpool-trial-"));
  const endings: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const databaseUrl = await makeDatabase(folder, endings);
    const hub = await describeHub(folder, databaseUrl);
    const plan = plans(hub, {});
    const quiet = withoutState(plan.sandbox);
    const start = (child: ChildPlan) => startChild(child, join(folder, "logs"), endings);
    const platforms = await start(quiet);
    let working: Child | null = null;
    const pool = openPool(databaseUrl, { name: "stockpool-trial", max: 40 });
    endings.push(() => pool.end());
    const { sandbox } = addresses(hub, {});
    const wiring = {
      pool,
      control: controlAt(sandbox),
      sandboxUrl: sandbox,
      secret: hub.secrets.STOCKPOOL_SECRET,
      rateFactor,
    };
    const startWorker = async () => {
      working = await start({ ...plan.worker, env: { ...plan.worker.env, SANDBOX_RATE_FACTOR: `${rateFactor}` } });
    };
    const pids = () => ({ sandbox: platforms.pid, worker: working?.pid });
    const startServers = async () => {
      await start(plan.api);
      await startWorker();
    };
    return { ...wiring, databaseUrl, startServers, startWorker, pids, stop: () => endAll(endings) };
  } catch (error) {
    await endAll(endings);
    throw error;
  }
}

async function describeHub(folder: string, databaseUrl: string): Promise<Hub> {
  return {
    ...{ folder, databaseUrl, isDemo: true },
    ports: { web: await freePort(0), api: await freePort(0), sandbox: await freePort(0) },
    secrets: await loadSecrets(folder, {}),
  };
}

/** A trial's shops end with it, so there is nothing to keep. */
function withoutState(sandbox: ChildPlan): ChildPlan {
  const { SANDBOX_STATE: _state, ...env } = sandbox.env;
  return { ...sandbox, env };
}

async function makeDatabase(folder: string, endings: (() => Promise<unknown>)[]): Promise<string> {
  const name = `stockpool_trial_${randomUUID().slice(0, 8)}`;
  const given = process.env.DATABASE_URL;
  const cluster = given ? null : await startCluster(join(folder, "postgres"), { isDurable: true });
  if (cluster) endings.push(() => cluster.remove());
  const url = new URL(given ?? cluster?.urlOf(name) ?? "");
  const admin = openPool(given ?? cluster?.urlOf("postgres") ?? "", { name: "stockpool-trial", max: 1 });
  endings.push(async () => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  await admin.query(`create database ${name}`);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

async function startChild(plan: ChildPlan, logs: string, endings: (() => Promise<unknown>)[]): Promise<Child> {
  const child = new Child(plan, logs);
  endings.push(() => child.stop());
  await child.start();
  return child;
}

async function endAll(endings: (() => Promise<unknown>)[]): Promise<void> {
  while (endings.length > 0) await endings.pop()?.();
}
