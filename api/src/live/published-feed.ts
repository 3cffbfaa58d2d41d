import type pg from "pg";
import { numbersMax, type PublishedNumber, readGone, readNumbers, readNumbersOf } from "../read/published-numbers.ts";
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
 * A channel's published numbers: first those that changed since the start point, then each change, and what is offered no more. Listens before it reads, so
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
  const [begunAt, gone] = [new Date(), new Set<string>()];
  let startPoint = since;
  for await (const { productIds, everything } of everythingFirst(changes)) {
    const events = everything
      ? readAll(pool, channelId, startPoint)
      : readSome(pool, channelId, productIds, startPoint ?? begunAt);
    for await (const event of events) {
      startPoint = event.startPoint;
      const numbers = event.numbers.filter((one) => isNews(one, gone));
      if (everything || numbers.length > 0) yield { ...event, numbers };
    }
  }
}

/** What is offered no more is read again for a while, and told once. */
function isNews({ sku, quantity }: PublishedNumber, gone: Set<string>): boolean {
  if (quantity !== null) {
    gone.delete(sku);
    return true;
  }
  if (gone.has(sku)) return false;
  gone.add(sku);
  return true;
}

async function* everythingFirst(
  changes: AsyncIterableIterator<StockChangeEvent>,
): AsyncGenerator<Pick<StockChangeEvent, "productIds" | "everything">> {
  try {
    yield { productIds: [], everything: true };
    yield* changes;
  } finally {
    // Whoever fails while it reads hears nothing more, and must not be told any more.
    await changes.return?.();
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

async function* readSome(
  pool: pg.Pool,
  channelId: string,
  productIds: string[],
  since: Date,
): AsyncGenerator<PublishedEvent> {
  const at = new Date();
  // Their products tell nothing of listings that are linked with none any more.
  const [offered, gone] = await Promise.all([
    readNumbersOf(pool, channelId, productIds),
    readGone(pool, channelId, since),
  ]);
  yield { numbers: [...offered, ...gone], startPoint: at };
}
