import { RateLimited } from "../trouble.ts";
import { pause } from "./pause.ts";

/** How often one read waits for the platform. */
const waitsMax = 20;
const waitMsMax = 60_000;

/** Repeats a read that may take its time whenever the platform asks for a pause. Writes must not use it: they go stale. */
export async function patiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof RateLimited) || error.retryAfterMs > waitMsMax || waits === waitsMax) throw error;
      await pause(error.retryAfterMs, signal);
    }
  }
}
