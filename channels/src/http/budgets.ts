import { RateLimited } from "../trouble.ts";
import { type Budget, budget, type Limit } from "./budget.ts";
import { pause } from "./pause.ts";

/** A bucket of at most `max` points that fills up by `perSecond`; a call costs some of them. */
export interface Bucket {
  max: number;
  perSecond: number;
}

/** How long a call may wait for its place. */
export interface Patience {
  signal: AbortSignal;
  waitMaxMs: number;
}

/**
 * What is left of an account's budgets, by endpoint. Whoever makes a connector decides where they are kept: in its process, or
 * where several workers share them.
 */
export interface Budgets {
  /** Waits for a place in the limit of calls; throws `RateLimited`, and takes nothing, when that would take too long. */
  take(endpoint: string, limit: Limit, patience: Patience): Promise<void>;
  /** The same for a bucket. */
  takePoints(endpoint: string, bucket: Bucket, points: number, patience: Patience): Promise<void>;
  /** The platform said how many points are left in a bucket. */
  told(endpoint: string, bucket: Bucket, level: number): void;
  /** The platform wants no call to the endpoint before so many milliseconds have passed. */
  pause(endpoint: string, retryAfterMs: number): void;
}

/** For `catch`: notes what a refused call says of its endpoint, and passes the trouble on. */
export function notePause(budgets: Budgets, endpoint: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof RateLimited) budgets.pause(endpoint, error.retryAfterMs);
    throw error;
  };
}

/** Budgets of one process alone. */
export function ownBudgets(now: () => number = () => performance.now()): Budgets {
  const windows = new Map<string, Budget>();
  const levels = new Map<string, { level: number; at: number }>();
  const pausedUntil = new Map<string, number>();

  function refusePaused(endpoint: string): void {
    const wait = (pausedUntil.get(endpoint) ?? 0) - now();
    if (wait > 0) throw new RateLimited(Math.ceil(wait));
  }

  return {
    async take(endpoint, limit, { signal, waitMaxMs }) {
      refusePaused(endpoint);
      const window = windows.get(endpoint) ?? budget(limit, now);
      windows.set(endpoint, window);
      await window.take(signal, waitMaxMs);
    },
    async takePoints(endpoint, bucket, points, { signal, waitMaxMs }) {
      refusePaused(endpoint);
      const cost = Math.min(points, bucket.max);
      const at = now();
      const before = levels.get(endpoint) ?? { level: bucket.max, at };
      const level = Math.min(bucket.max, before.level + ((at - before.at) / 1_000) * bucket.perSecond);
      const waitMs = Math.ceil((Math.max(0, cost - level) / bucket.perSecond) * 1_000);
      if (waitMs > waitMaxMs) throw new RateLimited(waitMs);
      levels.set(endpoint, { level: level - cost, at });
      if (waitMs > 0) await pause(waitMs, signal);
    },
    told(endpoint, bucket, level) {
      levels.set(endpoint, { level: Math.min(level, bucket.max), at: now() });
    },
    pause(endpoint, retryAfterMs) {
      pausedUntil.set(endpoint, Math.max(pausedUntil.get(endpoint) ?? 0, now() + retryAfterMs));
    },
  };
}
