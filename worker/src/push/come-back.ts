import type pg from "pg";
import { lookAgain, pushQueueing, queueJob } from "../queue-job.ts";

/** What brings a channel's push job back: it is gathered while the job works, and queued at its end. */
export class ComeBack {
  #againAt: Date | null = null;
  #pausedUntil: Date | null = null;

  /** When to look again at what cannot be sent now; null when nothing waits so. */
  get againAt(): Date | null {
    return this.#againAt;
  }

  /** The platform wants no call before this; null when it takes calls. */
  get pausedUntil(): Date | null {
    return this.#pausedUntil;
  }

  pause(ms: number): void {
    this.#pausedUntil = new Date(Date.now() + ms);
  }

  /** The earliest moment that anything waits for counts; null waits for nothing. */
  lookAgainAt(at: Date | null): void {
    if (at !== null && (this.#againAt === null || at < this.#againAt)) this.#againAt = at;
  }

  /** Queues it; `isMore` when the job stopped with listings that could be sent at once. */
  async queue(pool: pg.Pool, channelId: string, isMore: boolean): Promise<void> {
    const queueing = pushQueueing(channelId);
    if (this.#pausedUntil) {
      const later = { ...queueing, runAt: this.#pausedUntil, mode: "replace" } as const;
      await queueJob(pool, "push_stock", { channelId }, later);
    } else if (isMore) await queueJob(pool, "push_stock", { channelId }, queueing);
    if (this.#againAt) await queueJob(pool, "push_stock", { channelId }, lookAgain(queueing, this.#againAt));
  }
}
