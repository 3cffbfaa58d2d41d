import { setTimeout as pauseFor } from "node:timers/promises";
import { type Bucket, type Budgets, type Limit, type Patience, RateLimited } from "@stockpool/channels";
import type pg from "pg";
import { pauseSql, takePointsSql, takeSql, toldSql, waitForPointsSql, waitSql } from "./budget-sql.ts";

/** Who asks, and for whom. */
export interface SharedBudgetsOptions {
  pool: pg.Pool;
  channelId: string;
  /** Work that nobody waits for: it leaves a part of every budget to the work that somebody does wait for. */
  isBackground: boolean;
  warn(error: unknown): void;
}

/** Background work leaves one call in so many to others, */
const callsLeftShare = 1 / 20;
/** and so much of a bucket. */
const pointsLeftShare = 0.3;

/** A row remembers so many calls; larger limits (of a sandbox) are taken several calls at a time, */
const placesMax = 100;
/** which have to leave within this time. */
const leaseMs = 250;

/** The platform's word is written down when it differs from what was reckoned by more than this part of the bucket. */
const toldShare = 0.05;

/**
 * Budgets that all workers on one database share. Taking is one atomic statement, and nothing is locked during a call. Waiting
 * happens here, after the place was taken; background work takes a place only once it is free, so that it never stands in front.
 */
export function sharedBudgets(options: SharedBudgetsOptions): Budgets {
  return new SharedBudgets(options);
}

class SharedBudgets implements Budgets {
  readonly #options: SharedBudgetsOptions;
  readonly #leases = new Map<string, { left: number; until: number }>();
  readonly #reckoned = new Map<string, { level: number; at: number }>();

  constructor(options: SharedBudgetsOptions) {
    this.#options = options;
  }

  async take(endpoint: string, { max, perMs }: Limit, patience: Patience): Promise<void> {
    const lease = this.#leases.get(endpoint);
    if (lease && lease.left > 0 && performance.now() < lease.until) {
      lease.left -= 1;
      return;
    }
    const callsAtOnce = Math.ceil(max / placesMax);
    const places = Math.floor(max / callsAtOnce);
    const left = this.#options.isBackground && places > 1 ? Math.ceil(places * callsLeftShare) : 0;
    await this.#wait(endpoint, patience, takeSql, waitSql, [places - left, perMs / 1_000]);
    if (callsAtOnce > 1) this.#leases.set(endpoint, { left: callsAtOnce - 1, until: performance.now() + leaseMs });
  }

  async takePoints(endpoint: string, { max, perSecond }: Bucket, points: number, patience: Patience): Promise<void> {
    const cost = Math.min(points, max);
    const left = this.#options.isBackground ? Math.min(max * pointsLeftShare, max - cost) : 0;
    const values = [max, perSecond, cost, left];
    const level = await this.#wait(endpoint, patience, takePointsSql, waitForPointsSql, values);
    this.#reckoned.set(endpoint, { level, at: performance.now() });
  }

  told(endpoint: string, { max, perSecond }: Bucket, level: number): void {
    const before = this.#reckoned.get(endpoint);
    const reckoned = before ? before.level + ((performance.now() - before.at) / 1_000) * perSecond : Number.NaN;
    if (Math.abs(Math.min(reckoned, max) - level) <= max * toldShare) return;
    this.#note(toldSql, [endpoint, level]);
  }

  pause(endpoint: string, retryAfterMs: number): void {
    this.#leases.delete(endpoint);
    this.#note(pauseSql, [endpoint, retryAfterMs]);
  }

  /** Takes and waits. Returns what is left in a bucket. */
  async #wait(
    endpoint: string,
    { signal, waitMaxMs }: Patience,
    take: string,
    ask: string,
    values: number[],
  ): Promise<number> {
    const { channelId, isBackground } = this.#options;
    const deadline = performance.now() + waitMaxMs;
    for (;;) {
      const row = [channelId, endpoint, ...values];
      const taken = await this.#read(take, [...row, isBackground ? 0 : waitMaxMs]);
      if (taken) {
        if (taken.waitMs > 0) await pauseFor(taken.waitMs, undefined, { signal });
        return taken.level ?? 0;
      }
      const waitMs = Math.ceil((await this.#read(ask, row))?.waitMs ?? 0);
      if (performance.now() + waitMs > deadline) throw new RateLimited(Math.max(waitMs, 1));
      await pauseFor(waitMs, undefined, { signal });
    }
  }

  async #read(text: string, values: unknown[]): Promise<{ waitMs: number; level?: number } | undefined> {
    const { rows } = await this.#options.pool.query<{ waitMs: number; level?: number }>({
      name: `limits_${names.indexOf(text)}`,
      text,
      values,
    });
    return rows[0];
  }

  /** Nobody waits for what is only noted; lost, it costs a refusal by the platform. */
  #note(text: string, values: unknown[]): void {
    const { pool, channelId, warn } = this.#options;
    pool.query(text, [channelId, ...values]).catch(warn);
  }
}

const names = [takeSql, waitSql, takePointsSql, waitForPointsSql];
