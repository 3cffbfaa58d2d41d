import type { PushReport, WantedQuantity } from "../connector.ts";
import { PushTally } from "../push-tally.ts";
import type { ShopifyClient } from "./client.ts";
import { arrayMax, readQuantities } from "./read-quantities.ts";
import type { UserErrors } from "./replies.ts";
import { type ReadyQuantity, setQuantities } from "./set-quantities.ts";

/** Highest quantity that Shopify takes, recorded from its API (2026-04). */
const quantityMax = 1_000_000_000;
/** A batch with stale or refused rows is sent again without them, so often at most. */
const triesMax = 4;

/**
 * Sets what the shop shows, by compare-and-set: a row whose quantity is not the expected one (a sale, an edit) is reported
 * stale with what the shop shows, and never overwritten. A row without an expected quantity is only read.
 */
export async function pushQuantities(
  client: ShopifyClient,
  locationId: string,
  rows: WantedQuantity[],
  signal: AbortSignal,
): Promise<PushReport> {
  const push = new Push(client, locationId, signal);
  const { ready, unread } = push.sort(rows);
  await push.readOnly(unread);
  for (const batch of batches(ready)) await push.send(batch);
  return push.tally.report();
}

class Push {
  readonly tally: PushTally;
  readonly #client: ShopifyClient;
  readonly #locationId: string;
  readonly #signal: AbortSignal;

  constructor(client: ShopifyClient, locationId: string, signal: AbortSignal) {
    this.tally = new PushTally(signal);
    this.#client = client;
    this.#locationId = locationId;
    this.#signal = signal;
  }

  /** Rows that can be written, and rows that must be read first; the others are rejected. */
  sort(rows: WantedQuantity[]): { ready: ReadyQuantity[]; unread: WantedQuantity[] } {
    const ready: ReadyQuantity[] = [];
    const unread: WantedQuantity[] = [];
    for (const row of rows) {
      const { platformStockId, expected, quantity } = row;
      if (platformStockId === null) this.tally.reject([row], "listing has no inventory item id");
      else if (!Number.isInteger(quantity) || quantity < 0 || quantity > quantityMax)
        this.tally.reject([row], `quantity must be 0–${quantityMax}, got ${quantity}`);
      else if (expected === null) unread.push(row);
      else ready.push({ ...row, platformStockId, expected });
    }
    return { ready, unread };
  }

  async readOnly(rows: WantedQuantity[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#book(rows, async () => {
      const live = await this.#read(rows);
      for (const row of rows) this.#staleOrUnknownItem(row, live);
    });
  }

  async send(batch: ReadyQuantity[]): Promise<void> {
    let left = batch;
    for (let tries = 1; left.length > 0 && tries <= triesMax; tries++) {
      if (this.tally.isStopped) return this.tally.leaveOut(left);
      const rows = left;
      left = [];
      await this.#book(rows, async () => {
        left = await this.#sendOnce(rows, tries);
      });
    }
    if (left.length > 0) this.tally.reject(left, `the batch kept being refused, ${triesMax} times`);
  }

  /** The rows that may be sent again. */
  async #sendOnce(rows: ReadyQuantity[], tries: number): Promise<ReadyQuantity[]> {
    const errors = await setQuantities(this.#client, this.#locationId, rows, tries, this.#signal);
    if (errors.length === 0) this.tally.confirm(rows);
    if (errors.length === 0) return [];
    if (errors.some(({ code }) => code === "IDEMPOTENCY_CONCURRENT_REQUEST")) {
      this.tally.unknown(rows, "the very same request is being worked on");
      return [];
    }
    if (errors.some(({ code }) => code === "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")) return rows;
    return this.#withoutStale(this.#withoutRefused(rows, errors), errors);
  }

  /** Drops the rows that an error other than staleness names; an error that names no row refuses all. */
  #withoutRefused(rows: ReadyQuantity[], errors: UserErrors): ReadyQuantity[] {
    const refusals = errors.filter(({ code }) => code !== "CHANGE_FROM_QUANTITY_STALE");
    const reasons = new Map(refusals.map(({ field, message, code }) => [rowIndex(field), `${code ?? ""} ${message}`]));
    const toAll = reasons.get(null);
    return rows.filter((row, index) => {
      const why = reasons.get(index) ?? toAll;
      if (why !== undefined) this.tally.reject([row], why.trim());
      return why === undefined;
    });
  }

  /** Shopify refuses the whole batch for one stale row, so all are read again. */
  async #withoutStale(rows: ReadyQuantity[], errors: UserErrors): Promise<ReadyQuantity[]> {
    if (!errors.some(({ code }) => code === "CHANGE_FROM_QUANTITY_STALE") || rows.length === 0) return rows;
    let fresh: ReadyQuantity[] = [];
    await this.#book(rows, async () => {
      const live = await this.#read(rows);
      fresh = rows.filter((row) => live.get(row.listingId) === row.expected);
      for (const row of rows) if (!fresh.includes(row)) this.#staleOrUnknownItem(row, live);
    });
    return fresh;
  }

  #staleOrUnknownItem(row: WantedQuantity, live: Map<string, number>): void {
    const quantity = live.get(row.listingId);
    if (quantity === undefined) this.tally.reject([row], `the shop knows no ${row.platformStockId}`);
    else this.tally.stale(row, quantity);
  }

  async #read(rows: WantedQuantity[]): Promise<Map<string, number>> {
    const live = await readQuantities(this.#client, this.#locationId, rows, this.#signal);
    return new Map(live.map(({ listingId, quantity }) => [listingId, quantity]));
  }

  async #book(rows: WantedQuantity[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tally.trouble(rows, error);
    }
  }
}

/** The index in ["input", "quantities", "3", …]; null when the error names no row. */
function rowIndex(field: string[] | null | undefined): number | null {
  const index = field?.[1] === "quantities" ? field[2] : undefined;
  return index !== undefined && /^\d+$/.test(index) ? Number(index) : null;
}

/** Batches of at most 250 in which no inventory item occurs twice: Shopify refuses such pairs. */
function batches(rows: ReadyQuantity[]): ReadyQuantity[][] {
  const result: ReadyQuantity[][] = [];
  for (const row of rows) {
    const open = result.find((batch) => batch.length < arrayMax && !batch.some((other) => isSameItem(other, row)));
    if (open) open.push(row);
    else result.push([row]);
  }
  return result;
}

function isSameItem(one: ReadyQuantity, other: ReadyQuantity): boolean {
  return one.platformStockId === other.platformStockId;
}
