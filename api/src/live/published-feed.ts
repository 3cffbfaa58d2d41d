import type pg from "pg";
import { numbersMax, type PublishedNumber, readNumbers, readNumbersOf } from "../read/published-numbers.ts";
import type { StockFeed } from "./stock-feed.ts";
import type { StockChangeEvent } from "./subscription.ts";

/** Numbers of one channel, as they are at the moment that they are sent. */
export interface PublishedEvent {
  numbers: PublishedNumber[];
  /** From where a later subscription goes on without a gap; null while the first reading is not complete. */
  startPoint: Date | null;
}

export interface PublishedWish {
  channelId: string;
  /** Where an earlier subscription ended; null: all numbers first. */
  since: Date | null;
}

/**
 * A channel's published numbers: first those that changed since the start point, then each change. Listens before it reads, so
 * that nothing falls in between. Ends at once when told to, also while it waits.
 */
export function publishedFeed(
  pool: pg.Pool,
  feed: StockFeed,
  wish: PublishedWish,
): AsyncIterableIterator<PublishedEvent> {
  const changes = feed.subscribe(null);
  const told = tell(pool, changes, wish);
  return {
    next: () => told.next(),
    return: async () => {
      await changes.return?.();
      return told.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* tell(
  pool: pg.Pool,
  changes: AsyncIterableIterator<StockChangeEvent>,
  { channelId, since }: PublishedWish,
): AsyncGenerator<PublishedEvent, undefined> {
  let startPoint = since;
  const all = (from: Date | null) => readAll(pool, channelId, from);
  for await (const event of all(startPoint)) {
    startPoint = event.startPoint;
    yield event;
  }
  for await (const { productIds, everything } of changes) {
    if (everything) {
      for await (const event of all(startPoint)) {
        startPoint = event.startPoint;
        yield event;
      }
      continue;
    }
    const at = new Date();
    const numbers = await readNumbersOf(pool, channelId, productIds);
    startPoint = at;
    if (numbers.length > 0) yield { numbers, startPoint };
  }
}

/** Page by page; only the last one moves the start point. At least one event, so that a caller knows that nothing else is to come. */
async function* readAll(pool: pg.Pool, channelId: string, since: Date | null): AsyncGenerator<PublishedEvent> {
  const at = new Date();
  let after: string | null = null;
  for (;;) {
    const numbers: PublishedNumber[] = await readNumbers(pool, { channelId, since, after });
    const isLast = numbers.length < numbersMax;
    yield { numbers, startPoint: isLast ? at : since };
    if (isLast) return;
    after = numbers.at(-1)?.sku ?? null;
  }
}
