import type { StockNotice } from "./listener.ts";

/** What one subscriber is told. */
export interface StockChangeEvent {
  at: Date;
  productIds: string[];
  orderIds: string[];
  everything: boolean;
}

/** A subscriber hears nothing more for so long after an event. */
export const intervalMs = 100;

/** Past so many products or orders an event names none: reading a page again costs less. */
export const namedMax = 250;

/**
 * One subscriber. Changes gather in sets until it asks for the next event, so that a slow one costs no more memory than a
 * fast one. Ends at once when told to, also while it waits.
 */
export class Subscription implements AsyncIterableIterator<StockChangeEvent> {
  readonly #only: ReadonlySet<string> | null;
  readonly #onEnd: (subscription: Subscription) => void;
  #products = new Set<string>();
  #orders = new Set<string>();
  #everything = false;
  #isEnded = false;
  #toldAt = Number.NEGATIVE_INFINITY;
  #changed = Promise.withResolvers<void>();
  #endPause: () => void = () => {};

  constructor(only: ReadonlySet<string> | null, onEnd: (subscription: Subscription) => void) {
    this.#only = only;
    this.#onEnd = onEnd;
  }

  /** Adds a change, if it concerns this subscriber. */
  add(notice: StockNotice): void {
    if (notice.everything) this.#everything = true;
    else this.#addIds(notice.products, notice.orders);
    if (this.#products.size > namedMax || this.#orders.size > namedMax) this.#everything = true;
    if (this.#hasNews) this.#changed.resolve();
  }

  async next(): Promise<IteratorResult<StockChangeEvent, undefined>> {
    await this.#changed.promise;
    await this.#pause();
    return this.#isEnded ? { done: true, value: undefined } : { done: false, value: this.#take() };
  }

  async return(): Promise<IteratorResult<StockChangeEvent, undefined>> {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#changed.resolve();
      this.#endPause();
      this.#onEnd(this);
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #hasNews(): boolean {
    return this.#everything || this.#products.size > 0 || this.#orders.size > 0;
  }

  #addIds(products: string[], orders: string[]): void {
    for (const id of products) if (!this.#only || this.#only.has(id)) this.#products.add(id);
    if (!this.#only) for (const id of orders) this.#orders.add(id);
  }

  async #pause(): Promise<void> {
    const waitMs = this.#toldAt + intervalMs - performance.now();
    if (waitMs <= 0 || this.#isEnded) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(): StockChangeEvent {
    const isAll = this.#everything;
    const productIds = isAll ? [] : [...this.#products];
    const orderIds = isAll ? [] : [...this.#orders];
    this.#products = new Set();
    this.#orders = new Set();
    this.#everything = false;
    this.#changed = Promise.withResolvers();
    this.#toldAt = performance.now();
    return { at: new Date(), productIds, orderIds, everything: isAll };
  }
}
