import { setTimeout } from "node:timers/promises";

/** Waits `ms` milliseconds; ends early, with the signal's reason, when aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
