import type { PushReport, PushResult } from "./connector.ts";
import { OutcomeUnknown, RateLimited } from "./trouble.ts";

interface Row {
  listingId: string;
}

const troubleRetryMs = 10_000;

/** Collects what became of the rows of one push, until every row is accounted for. */
export class PushTally {
  readonly #signal: AbortSignal;
  readonly #results: PushResult[] = [];
  readonly #notSent: string[] = [];
  readonly #rejectedByTrouble: Row[] = [];
  #retryAfterMs: number | null = null;
  #stopped: { error: unknown } | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  confirm(rows: Row[]): void {
    for (const { listingId } of rows) this.#results.push({ kind: "confirmed", listingId });
  }

  stale(row: Row, live: number): void {
    this.#results.push({ kind: "stale", listingId: row.listingId, live });
  }

  reject(rows: Row[], error: string): void {
    for (const { listingId } of rows) this.#results.push({ kind: "rejected", listingId, error });
  }

  accept(rows: Row[], note: string, reference?: string): void {
    const work = reference === undefined ? {} : { reference };
    for (const { listingId } of rows) this.#results.push({ kind: "accepted", listingId, note, ...work });
  }

  unknown(rows: Row[], error: string): void {
    for (const { listingId } of rows) this.#results.push({ kind: "unknown", listingId, error });
  }

  postpone(rows: Row[], retryAfterMs: number): void {
    this.#notSent.push(...rows.map(({ listingId }) => listingId));
    this.#retryAfterMs = Math.max(this.#retryAfterMs ?? 0, retryAfterMs);
  }

  /** Books rows that met trouble. Trouble that says nothing of these rows, or an abort, stops the push. */
  trouble(rows: Row[], error: unknown): void {
    if (error instanceof RateLimited) this.postpone(rows, error.retryAfterMs);
    else if (error instanceof OutcomeUnknown) this.unknown(rows, error.message);
    else if (this.#signal.aborted) this.leaveOut(rows);
    else {
      this.#stopped ??= { error };
      this.#rejectedByTrouble.push(...rows);
    }
  }

  /** Books rows that were not tried because the push stopped before. */
  leaveOut(rows: Row[]): void {
    this.postpone(rows, this.#retryAfterMs ?? troubleRetryMs);
  }

  /** Whether the rest must wait: the platform said so, or is in trouble. */
  get isStopped(): boolean {
    return this.#retryAfterMs !== null || this.#stopped !== null;
  }

  /** All rows, each once. Throws the trouble that stopped the push when no result would be lost with it. */
  report(): PushReport {
    if (this.#stopped !== null) {
      if (this.#results.length === 0) throw this.#stopped.error;
      const { error } = this.#stopped;
      this.reject(this.#rejectedByTrouble, error instanceof Error ? error.message : String(error));
    }
    return { results: this.#results, notSent: this.#notSent, retryAfterMs: this.#retryAfterMs };
  }
}
