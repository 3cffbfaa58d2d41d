import { setTimeout as pause } from "node:timers/promises";

const lookAgainMs = 100;

/** Waits until `isSo`; throws, saying what was awaited, when it takes longer than `timeoutMs`. */
export async function until(what: string, timeoutMs: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain until ${what}`);
    await pause(lookAgainMs);
  }
}
