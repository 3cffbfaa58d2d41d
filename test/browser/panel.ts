import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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
  if (await isWebStale()) await buildWeb({}, AbortSignal.timeout(300_000));
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

async function isServed(child: ChildProcess, port: number): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`the panel ended with code ${child.exitCode}`);
  return fetch(`http://127.0.0.1:${port}/sign-in`).then(
    (answer) => answer.ok,
    () => false,
  );
}
