import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { inject } from "vitest";
import { buildWeb, isWebStale } from "../../bin/start/build-web.ts";
import { until } from "../worker/make/until.ts";

const root = join(import.meta.dirname, "../..");

const next = join(root, "node_modules/next/dist/bin/next");

/** A running panel. */
export interface Panel {
  stop(): Promise<void>;
}

/** Builds the panel when its sources changed since the last time, and serves it on `port`; it talks to the API at `apiUrl`. */
export async function startPanel(port: number, apiUrl: string): Promise<Panel> {
  await buildOnce();
  const child = spawn(process.execPath, [next, "start", "web", "-p", `${port}`, "-H", "127.0.0.1"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", API_URL: apiUrl },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await until("the panel answers", () => isServed(child, port));
  return {
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** Test files run side by side, but no two builds of the panel can: the first builds, the others wait for it. */
async function buildOnce(): Promise<void> {
  const pool = openPool(inject("testServer").url, { name: "stockpool-test-panel", max: 1 });
  // The lock ends with its connection, so that whoever dies while building keeps nobody waiting; lent out, it is not closed as idle.
  const connection = await pool.connect();
  try {
    await connection.query("select pg_advisory_lock(hashtext('the panel is built'))");
    if (await isWebStale()) await buildWeb({}, AbortSignal.timeout(300_000));
  } finally {
    connection.release(true);
    await pool.end();
  }
}

async function isServed(child: ChildProcess, port: number): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the panel ended with code ${child.exitCode}`);
  return fetch(`http://127.0.0.1:${port}/sign-in`).then(
    (answer) => answer.ok,
    () => false,
  );
}
