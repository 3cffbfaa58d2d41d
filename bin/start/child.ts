import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { modernEnvironment, modernNode, root } from "../node.js";
import { becomesReady, type Readiness, stillMaxMs, waitsFor } from "./becomes-ready.ts";
import { LogFile } from "./log-file.ts";
import { say } from "./progress.ts";

export interface ChildPlan {
  name: string;
  /** What Node runs, from the folder of the checkout. */
  args: string[];
  env: Record<string, string>;
  ready: Readiness;
}

const stopTimeoutMs = 10_000;
const firstPauseMs = 500;
const pauseMaxMs = 30_000;
/** A process that lived this long was well: the next crash starts counting anew. */
const healthyMs = 60_000;

/** A process of the hub: started, watched, started again when it crashes, ended. */
export class Child {
  readonly plan: ChildPlan;
  readonly log: LogFile;
  readonly #limitMs: number;
  #process: ChildProcess | null = null;
  #stopping = new AbortController();

  constructor(plan: ChildPlan, logFolder: string, limitMs = stillMaxMs) {
    this.plan = plan;
    this.#limitMs = limitMs;
    this.log = new LogFile(logFolder, plan.name);
  }

  /** The system's number of the process; undefined before it is started. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** What its start waits for, in words. */
  get waitsFor(): string {
    return waitsFor(this.plan.ready, this.log);
  }

  /** Starts it and waits until it is ready; throws with its last lines when it ends or stands still instead. */
  async start(): Promise<void> {
    const started = this.#spawn([endWithParent, reportWork]);
    const { ready } = this.plan;
    const options = { ready, log: this.log, stopping: this.#stopping.signal, limitMs: this.#limitMs };
    const outcome = await becomesReady(started, options);
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

  #spawn(hooks = [endWithParent]): ChildProcess {
    const imports = hooks.flatMap((hook) => ["--import", hook]);
    const started = spawn(modernNode(), [...imports, ...this.plan.args], {
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

  #lastLines(): string {
    return [...this.log.tail(), `(all of it: ${this.log.path})`].map((line) => `  ${line}`).join("\n");
  }
}

const endWithParent = new URL("end-with-parent.js", import.meta.url).href;
const reportWork = new URL("report-work.js", import.meta.url).href;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch (error) {
    // It ended between our look and our signal.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
