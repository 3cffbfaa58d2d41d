import type { PushReport, WantedQuantity } from "../connector.ts";
import { PushTally } from "../push-tally.ts";
import type { ShopifyClient } from "./client.ts";
import { partsOf } from "./parts.ts";
import {
  arrayMax,
  isStockedNowhere,
  type Places,
  readPlaces,
  type Shown,
  type ShownAt,
  sumOf,
} from "./read-quantities.ts";
import type { UserErrors } from "./replies.ts";
import { type ReadyQuantity, setQuantities } from "./set-quantities.ts";

/** Highest quantity that Shopify takes, recorded from its API (2026-04). */
const quantityMax = 1_000_000_000;
/** A batch with stale or refused rows is sent again without them, so often at most. */
const triesMax = 4;

/**
 * Sets what the shop shows, by compare-and-set: a row whose quantity is not the expected one (a sale, an edit) is reported
 * stale with what the shop shows, and never overwritten. A row without an expected quantity is only read. Of a shop with several
 * locations each row is read first, because what is expected is known of all of them together.
 */
export async function pushQuantities(
  client: ShopifyClient,
  places: Places,
  rows: WantedQuantity[],
  signal: AbortSignal,
): Promise<PushReport> {
  const push = new Push(client, places, signal);
  const { sound, unread } = push.sort(rows);
  await push.readOnly(unread);
  for (const batch of batches(sound, places.length)) await push.send(batch);
  return push.tally.report();
}

const untrackedText = "the shop does not track this item's stock and sells it without end: switch tracking on there";

const notStockedText = "the shop no longer stocks this item at the channel's location: stock it there again";

/** A row that may be sent. */
interface SoundQuantity extends WantedQuantity {
  platformStockId: string;
  expected: number;
}

class Push {
  readonly tally: PushTally;
  readonly #client: ShopifyClient;
  readonly #places: Places;
  readonly #signal: AbortSignal;

  constructor(client: ShopifyClient, places: Places, signal: AbortSignal) {
    this.tally = new PushTally(signal);
    this.#client = client;
    this.#places = places;
    this.#signal = signal;
  }

  /** Rows that can be written, and rows that must be read first; the others are rejected. */
  sort(rows: WantedQuantity[]): { sound: SoundQuantity[]; unread: WantedQuantity[] } {
    const sound: SoundQuantity[] = [];
    const unread: WantedQuantity[] = [];
    for (const row of rows) {
      const { platformStockId, expected, quantity } = row;
      if (platformStockId === null) this.tally.reject([row], "listing has no inventory item id");
      else if (!Number.isInteger(quantity) || quantity < 0 || quantity > quantityMax)
        this.tally.reject([row], `quantity must be 0–${quantityMax}, got ${quantity}`);
      else if (expected === null) unread.push(row);
      else sound.push({ ...row, platformStockId, expected });
    }
    return { sound, unread };
  }

  async readOnly(rows: WantedQuantity[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#book(rows, async () => {
      const shown = await readPlaces(this.#client, this.#places, rows, this.#signal);
      for (const row of rows) this.#staleOrUnknownItem(row, shown);
    });
  }

  async send(batch: SoundQuantity[]): Promise<void> {
    let left: ReadyQuantity[] = [];
    if (this.tally.isStopped) return this.tally.leaveOut(batch);
    await this.#book(batch, async () => {
      left =
        this.#places.length === 1 ? batch.map((row) => this.#ready(row, [row.expected])) : await this.#compare(batch);
    });
    for (let tries = 1; left.length > 0 && tries <= triesMax; tries++) {
      if (this.tally.isStopped) return this.tally.leaveOut(left);
      const rows = left;
      left = [];
      await this.#book(rows, async () => {
        left = await this.#sendOnce(rows, tries);
      });
    }
    await this.#giveUp(left);
  }

  /** One row may be refused again and again though it reads as expected; it must not hold up those that are sent with it. */
  async #giveUp(rows: ReadyQuantity[]): Promise<void> {
    if (rows.length === 1) this.tally.reject(rows, `it kept being refused, ${triesMax} times`);
    if (rows.length <= 1) return;
    const middle = Math.ceil(rows.length / 2);
    await this.send(rows.slice(0, middle));
    await this.send(rows.slice(middle));
  }

  #ready(row: SoundQuantity, shown: ShownAt): ReadyQuantity {
    return { ...row, parts: partsOf(row, this.#places, shown) };
  }

  /** The rows that may be sent again. */
  async #sendOnce(rows: ReadyQuantity[], tries: number): Promise<ReadyQuantity[]> {
    const errors = await setQuantities(this.#client, rows, tries, this.#signal);
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
    const owners = rows.flatMap((row) => row.parts.map(() => row));
    const reasons = new Map<ReadyQuantity | undefined, string>();
    for (const { field, message, code } of refusals) {
      const index = entryIndex(field);
      reasons.set(index === null ? undefined : owners[index], `${code ?? ""} ${message}`.trim());
    }
    const toAll = reasons.get(undefined);
    return rows.filter((row) => {
      const why = reasons.get(row) ?? toAll;
      if (why !== undefined) this.tally.reject([row], why);
      return why === undefined;
    });
  }

  /** Shopify refuses the whole batch for one stale row, so all are read again. */
  async #withoutStale(rows: ReadyQuantity[], errors: UserErrors): Promise<ReadyQuantity[]> {
    if (!errors.some(({ code }) => code === "CHANGE_FROM_QUANTITY_STALE") || rows.length === 0) return rows;
    let fresh: ReadyQuantity[] = [];
    await this.#book(rows, async () => {
      fresh = await this.#compare(rows);
    });
    return fresh;
  }

  /** Reads what the shop shows, and keeps the rows that are as expected; the others are stale. */
  async #compare(rows: SoundQuantity[]): Promise<ReadyQuantity[]> {
    const shown = await readPlaces(this.#client, this.#places, rows, this.#signal);
    return rows.flatMap((row) => {
      const at = shown.untracked.has(row.platformStockId) ? undefined : shown.at.get(row.platformStockId);
      if (at !== undefined && !isStockedNowhere(at) && sumOf(at) === row.expected) return [this.#ready(row, at)];
      this.#staleOrUnknownItem(row, shown);
      return [];
    });
  }

  #staleOrUnknownItem(row: WantedQuantity, shown: Shown): void {
    const item = row.platformStockId ?? "";
    const at = shown.at.get(item);
    if (shown.untracked.has(item)) this.tally.reject([row], untrackedText);
    else if (at === undefined) this.tally.reject([row], `the shop knows no ${row.platformStockId}`);
    else if (isStockedNowhere(at)) this.tally.reject([row], notStockedText);
    else this.tally.stale(row, sumOf(at));
  }

  async #book(rows: WantedQuantity[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tally.trouble(rows, error);
    }
  }
}

/** The index in ["input", "quantities", "3", …]; null when the error names no entry. */
function entryIndex(field: string[] | null | undefined): number | null {
  const index = field?.[1] === "quantities" ? field[2] : undefined;
  return index !== undefined && /^\d+$/.test(index) ? Number(index) : null;
}

/** Batches of at most 250 entries in which no inventory item occurs twice: Shopify refuses such pairs. */
function batches(rows: SoundQuantity[], entriesPerRow: number): SoundQuantity[][] {
  const rowsMax = Math.floor(arrayMax / entriesPerRow);
  const result: SoundQuantity[][] = [];
  for (const row of rows) {
    const open = result.find((batch) => batch.length < rowsMax && !batch.some((other) => isSameItem(other, row)));
    if (open) open.push(row);
    else result.push([row]);
  }
  return result;
}

function isSameItem(one: SoundQuantity, other: SoundQuantity): boolean {
  return one.platformStockId === other.platformStockId;
}
