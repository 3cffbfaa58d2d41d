import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { LogFile } from "./log-file.ts";
import { Patience } from "./patience.ts";

/** How a process shows that it is ready: an address that answers, or a line that it writes. */
export type Readiness = { url: string } | { line: RegExp };

/** How long a process that is not ready may neither write a line nor compute; how long its whole start takes does not matter. */
export const stillMaxMs = 60_000;
/** Waiting computes a little, too: what is less than this is no work. */
const workMinMs = 25;
const pollMs = 100;

/** Waits until a process is ready, for as long as it lives and works on it; answers why when it will not be. */
export async function becomesReady(
  started: ChildProcess,
  { ready, log, stopping, limitMs }: { ready: Readiness; log: LogFile; stopping: AbortSignal; limitMs: number },
): Promise<"ready" | string> {
  const patience = new Patience(limitMs);
  const stopListening = log.onLine(() => patience.renew());
  watchWork(started, () => patience.renew());
  const signal = AbortSignal.any([stopping, patience.signal]);
  const ended = once(started, "exit").then(([code, name]) => `ended with ${code ?? name} before it was ready`);
  const shown = ("url" in ready ? answers(ready.url, signal) : writes(log, ready.line, signal)).then((isReady) =>
    isReady ? "ready" : `did nothing for ${limitMs / 1_000} s and is not ready`,
  );
  const outcome = await Promise.race([shown, ended]);
  stopListening();
  patience.end();
  // It need not report its work any more; one that has just ended cannot be told.
  if (started.connected) started.send("ready", () => undefined);
  return outcome;
}

/** What a process that is not ready yet is waited for, and the last that it said. */
export function waitsFor(ready: Readiness, log: LogFile): string {
  const sign = "url" in ready ? `${ready.url} to answer` : `its line with "${ready.line.source}"`;
  const said = log.tail().at(-1);
  return `waiting for ${sign}${said ? `; it last wrote: ${said}` : ""}`;
}

const report = z.object({ computedMs: z.number() });

function watchWork(started: ChildProcess, onWork: () => void): void {
  let seenMs = 0;
  started.on("message", (message) => {
    const { computedMs } = report.parse(message);
    if (computedMs < seenMs + workMinMs) return;
    seenMs = computedMs;
    onWork();
  });
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const response = await fetch(url, { signal, redirect: "manual" }).catch(() => null);
    await response?.body?.cancel();
    if (response && response.status < 500) return true;
    await wait(pollMs, null, { signal }).catch(() => null);
  }
  return false;
}

function writes(log: LogFile, pattern: RegExp, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = log.onLine((line) => {
      if (!pattern.test(line)) return;
      stop();
      resolve(true);
    });
    signal.addEventListener("abort", () => resolve(false), { once: true });
  });
}
