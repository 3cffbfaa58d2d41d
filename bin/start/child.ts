import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { modernEnvironment, modernNode, root } from "../node.js";
import { LogFile } from "./log-file.ts";
import { say } from "./progress.ts";

export interface ChildPlan {
  name: string;
  /** What Node runs, from the folder of the checkout. */
  args: string[];
  env: Record<string, string>;
  /** How it shows that it is ready: an address that answers, or a line that it writes. */
  ready: { url: string } | { line: RegExp };
}

const readyTimeoutMs = 60_000;
const readyPollMs = 100;
const stopTimeoutMs = 10_000;
const firstPauseMs = 500;
const pauseMaxMs = 30_000;
/** A process that lived this long was well: the next crash starts counting anew. */
const healthyMs = 60_000;

/** A process of the hub: started, watched, started again when it crashes, ended. */
export class Child {
  readonly plan: ChildPlan;
  readonly log: LogFile;
  #process: ChildProcess | null = null;
  #stopping = new AbortController();

  constructor(plan: ChildPlan, logFolder: string) {
    this.plan = plan;
    this.log = new LogFile(logFolder, plan.name);
  }

  /** The system's number of the process; undefined before it is started. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts it and waits until it is ready; throws with its last lines when it ends or stays silent instead. */
  async start(): Promise<void> {
    const started = this.#spawn();
    const ended = once(started, "exit").then(([code, signal]) => `ended with ${code ?? signal} before it was ready`);
    const outcome = await Promise.race([this.#becomesReady(), ended]);
    if (outcome !== "ready") throw new Error(`${this.plan.name} ${outcome}:\n${this.#lastLines()}`);
    this.#startAgainWhenItEnds(started, firstPauseMs);
  }

  /** Asks it to end, and makes it end when it does not within ten seconds. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, "exit");
    signalGroup(running, "SIGTERM");
    const outcome = await Promise.race([ended, wait(stopTimeoutMs, "late", { ref: false })]);
    if (outcome !== "late") return;
    say(`${this.plan.name} does not end by itself and is killed`);
    signalGroup(running, "SIGKILL");
    await ended;
  }

  #spawn(): ChildProcess {
    const started = spawn(modernNode(), ["--import", endWithParent, ...this.plan.args], {
      cwd: root,
      env: { ...modernEnvironment(), NODE_ENV: "production", ...this.plan.env },
      // A group of its own: Ctrl-C reaches only us, and we end everything in order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    if (started.stdout) this.log.follow(started.stdout);
    if (started.stderr) this.log.follow(started.stderr);
    this.#process = started;
    return started;
  }

  #startAgainWhenItEnds(running: ChildProcess, pauseMs: number): void {
    const startedAt = performance.now();
    running.once("exit", async (code, signal) => {
      if (this.#stopping.signal.aborted) return;
      const pause = performance.now() - startedAt > healthyMs ? firstPauseMs : pauseMs;
      say(
        `${this.plan.name} ended with ${code ?? signal}; it starts again in ${pause / 1000} s (see ${this.log.path})`,
      );
      const isStopped = await wait(pause, false, { signal: this.#stopping.signal }).catch(() => true);
      if (!isStopped) this.#startAgainWhenItEnds(this.#spawn(), Math.min(pause * 2, pauseMaxMs));
    });
  }

  #becomesReady(): Promise<string> {
    const { ready } = this.plan;
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(readyTimeoutMs)]);
    return "url" in ready ? answers(ready.url, signal) : this.#writes(ready.line, signal);
  }

  #writes(pattern: RegExp, signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      const stop = this.log.onLine((line) => {
        if (!pattern.test(line)) return;
        stop();
        resolve("ready");
      });
      signal.addEventListener("abort", () => resolve(notReady), { once: true });
    });
  }

  #lastLines(): string {
    return [...this.log.tail(), `(all of it: ${this.log.path})`].map((line) => `  ${line}`).join("\n");
  }
}

const notReady = `was not ready within ${readyTimeoutMs / 1000} s`;
const endWithParent = new URL("end-with-parent.js", import.meta.url).href;

async function answers(url: string, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    const response = await fetch(url, { signal, redirect: "manual" }).catch(() => null);
    await response?.body?.cancel();
    if (response && response.status < 500) return "ready";
    await wait(readyPollMs, null, { signal }).catch(() => null);
  }
  return notReady;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch (error) {
    // It ended between our look and our signal.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
