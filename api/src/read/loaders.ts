import { type BundleSets, bundleAvailable, explainPublished, type Trace } from "@stockpool/stock";
import type pg from "pg";
import { batch } from "./batch.ts";
import { type ChannelHealth, readChannelHealth } from "./channel-health.ts";
import { type ListingResync, readListingResyncs } from "./listing-resync.ts";
import { type OrderStatus, readOrderStatus } from "./order-status.ts";
import { readLineShortages, readProductShortages } from "./shortages.ts";
import { readStockSums, type StockSums } from "./stock-sums.ts";
import { readWaiting } from "./waiting.ts";

/** Figures that are computed, not stored. Each is one SQL statement for all rows of a page. */
export interface Loaders {
  /** By product. */
  stockSums: (productId: string) => Promise<StockSums | undefined>;
  /** By product that is a bundle. */
  bundleSets: (productId: string) => Promise<BundleSets | undefined>;
  /** Units of open shortages, by product. */
  productShortages: (productId: string) => Promise<number | undefined>;
  /** Units of open shortages, by order line. */
  lineShortages: (orderLineId: string) => Promise<number | undefined>;
  /** By order. */
  orderStatus: (orderId: string) => Promise<OrderStatus | undefined>;
  /** By listing. */
  trace: (listingId: string) => Promise<Trace | undefined>;
  /** The last resync, by listing. */
  listingResync: (listingId: string) => Promise<ListingResync | undefined>;
  /** Listings whose push is not confirmed, by channel. */
  waiting: (channelId: string) => Promise<number | undefined>;
  /** By channel. */
  channelHealth: (channelId: string) => Promise<ChannelHealth | undefined>;
}

/** The loaders of one operation, reading from `pool`. */
export function makeLoaders(pool: pg.Pool): Loaders {
  return {
    stockSums: batch((ids) => readStockSums(pool, ids)),
    bundleSets: batch((ids) => bundleAvailable(pool, ids)),
    productShortages: batch((ids) => readProductShortages(pool, ids)),
    lineShortages: batch((ids) => readLineShortages(pool, ids)),
    orderStatus: batch((ids) => readOrderStatus(pool, ids)),
    trace: batch((ids) => explainPublished(pool, ids)),
    listingResync: batch((ids) => readListingResyncs(pool, ids)),
    waiting: batch((ids) => readWaiting(pool, ids)),
    channelHealth: batch((ids) => readChannelHealth(pool, ids)),
  };
}
