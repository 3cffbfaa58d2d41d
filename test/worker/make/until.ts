import { setTimeout as pause } from "node:timers/promises";

const everyMs = 10;
// A loaded machine is slow, and slowness is no failure.
const patienceMs = 60_000;

/** Waits until `look` gives something other than null, undefined or false, and returns it. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain until ${what}`);
    await pause(everyMs);
  }
}
