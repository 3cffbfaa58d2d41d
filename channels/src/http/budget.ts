import { RateLimited } from "../trouble.ts";
import { pause } from "./pause.ts";

/** At most `max` calls in any stretch of `perMs` milliseconds. */
export interface Limit {
  max: number;
  perMs: number;
}

/** Keeps one endpoint's calls within its limit. */
export interface Budget {
  /** Waits for a free place when that takes no longer than `waitMaxMs`; otherwise throws `RateLimited`. */
  take(signal: AbortSignal, waitMaxMs: number): Promise<void>;
}

/** A budget that looks back over a sliding window, so it also holds for a platform that counts in fixed ones. */
export function budget(limit: Limit, now: () => number = () => performance.now()): Budget {
  /** When the last `limit.max` calls left or will leave, oldest first. */
  const taken: number[] = [];

  async function take(signal: AbortSignal, waitMaxMs: number): Promise<void> {
    const at = now();
    const before = taken.length < limit.max ? undefined : taken[0];
    const place = before === undefined ? at : Math.max(at, before + limit.perMs);
    if (place - at > waitMaxMs) throw new RateLimited(Math.ceil(place - at));
    taken.push(place);
    if (taken.length > limit.max) taken.shift();
    if (place > at) await pause(place - at, signal);
  }

  return { take };
}
