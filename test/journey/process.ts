import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");
const tailLinesMax = 30;

/** A process of the hub, as it runs in production. */
export interface Process {
  /** What it wrote when it was ready. */
  readyLine: string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Asks it to end, unless it was killed; throws when it does not end well. */
  stop(): Promise<void>;
}

/** Starts a `main.ts` and waits until it writes a line that `ready` matches. Throws with its last lines when it ends instead. */
export async function startProcess(main: string, env: Record<string, string>, ready: RegExp): Promise<Process> {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const tail: string[] = [];
  const readyLine = await Promise.race([readUntil(child, ready, tail), untilEnd(child)]);
  if (readyLine === null) throw new Error(`${main} ended before it was ready:\n${tail.join("\n")}`);
  return {
    readyLine,
    kill: () => end(child, "SIGKILL"),
    stop: async () => {
      if (child.signalCode === "SIGKILL") return;
      await end(child, "SIGTERM");
      if (child.exitCode !== 0) throw new Error(`${main} ended with ${child.exitCode}:\n${tail.join("\n")}`);
    },
  };
}

/** Reads on after the line that was awaited: a full pipe would stop the process. */
function readUntil(child: ChildProcess, ready: RegExp, tail: string[]): Promise<string> {
  return new Promise((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      if (!output) continue;
      createInterface({ input: output }).on("line", (line) => {
        tail.push(line);
        if (tail.length > tailLinesMax) tail.shift();
        if (ready.test(line)) resolve(line);
      });
    }
  });
}

async function untilEnd(child: ChildProcess): Promise<null> {
  await once(child, "close");
  return null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
