/** What one subscriber is told. */
export interface StockChangeEvent {
  at: Date;
  productIds: string[];
  orderIds: string[];
  everything: boolean;
}

/** Where changes of stock can be watched. */
export interface StockFeed {
  /** Events of these products, or of all. */
  subscribe(productIds: ReadonlySet<string> | null): AsyncIterableIterator<StockChangeEvent>;
}
