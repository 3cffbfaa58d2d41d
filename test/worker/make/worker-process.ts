import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { secret, type World } from "./world.ts";

const main = join(import.meta.dirname, "../../../worker/src/main.ts");

/** A worker in a process of its own, which can die. */
export interface WorkerProcess {
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Asks it to end; returns its exit code. */
  terminate(): Promise<number | null>;
}

/** Starts the worker's own main on the world's database and waits until it is ready. */
export async function startWorkerProcess(world: World): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: world.database.url,
      STOCKPOOL_SECRET: secret,
      SANDBOX_ALLOWED: "1",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilReady(child);
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
    terminate: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
      return child.exitCode;
    },
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("the worker's output is not piped");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "worker ready") return;
  }
  throw new Error(`the worker ended before it was ready, with code ${child.exitCode}`);
}
