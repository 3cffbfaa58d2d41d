import type { StockNotice } from "./listener.ts";
import { type StockChangeEvent, Subscription } from "./subscription.ts";

/** Where changes of stock can be watched. */
export interface StockFeed {
  /** Events of these products, or of all. */
  subscribe(productIds: ReadonlySet<string> | null): AsyncIterableIterator<StockChangeEvent>;
  /** Tells every subscriber. */
  tell(notice: StockNotice): void;
  /** How many listen now. */
  size(): number;
  /** Ends every subscription. */
  close(): Promise<void>;
}

/** Spreads what the database says over all subscribers of this process. */
export function makeStockFeed(): StockFeed {
  const subscriptions = new Set<Subscription>();
  return {
    subscribe: (productIds) => {
      const subscription = new Subscription(productIds, (ended) => subscriptions.delete(ended));
      subscriptions.add(subscription);
      return subscription;
    },
    tell: (notice) => {
      for (const subscription of subscriptions) subscription.add(notice);
    },
    size: () => subscriptions.size,
    close: async () => {
      await Promise.all([...subscriptions].map((subscription) => subscription.return()));
    },
  };
}
