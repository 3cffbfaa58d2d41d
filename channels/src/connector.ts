import type { PlatformName } from "./platform.ts";

/**
 * One connected account on one platform. Every call may throw `RateLimited` (nothing happened; come back later),
 * `OutcomeUnknown` (a write may or may not have taken effect) or `PlatformError` (the platform said no).
 */
export interface Connector {
  platform: PlatformName;
  /** What a written quantity means on this platform. */
  writeKind: WriteKind;
  /** The most rows that one `pushQuantities` call takes. */
  pushBatchMax: number;
  /** Makes listings show quantities. One result per row, in any order; rows not reached are in `notSent`. */
  pushQuantities(rows: WantedQuantity[], signal: AbortSignal): Promise<PushReport>;
  /**
   * Every order changed at or after `since`, in pages, oldest change first. A complete run proves all orders known until the
   * moment that it started; a run that broke off proves all known until the newest `updatedAt` of the pages it gave.
   */
  pullOrders(since: Date, signal: AbortSignal): AsyncIterable<PlatformOrder[]>;
  /** The newest version of one order; null when the platform does not know it. */
  readOrder(platformOrderId: string, signal: AbortSignal): Promise<PlatformOrder | null>;
  /** What the platform shows for these listings now. A listing that it does not know is left out. */
  readQuantities(rows: ListingIds[], signal: AbortSignal): Promise<LiveQuantity[]>;
  /** Makes sure that the platform sends its messages to `address`. */
  ensureWebhooks(address: string, signal: AbortSignal): Promise<void>;
  /**
   * Everything that the account offers for sale, in pages. Begins at `place`, and has moved it to the next page whenever it gives
   * one, so that a run which broke off can go on there.
   */
  listListings(signal: AbortSignal, place?: CataloguePlace): AsyncIterable<PlatformListing[]>;
  /** Tells the platform of a parcel. Safe to repeat: a parcel that it knows already is not told twice. */
  ship(shipment: PlatformShipment, signal: AbortSignal): Promise<ShipResult>;
}

export type WriteKind = "compare_and_set" | "net_of_open_orders" | "absolute";

export interface ListingIds {
  listingId: string;
  /** What orders name: Shopify's variant gid, bol's offer id. */
  platformId: string;
  /** What quantities are written to, where that differs: Shopify's inventory item gid. */
  platformStockId: string | null;
}

export interface WantedQuantity extends ListingIds {
  /** Names this one attempt; used again only to repeat the very same request. */
  pushId: string;
  /** Units that the listing should show. */
  quantity: number;
  /** Units that the platform is believed to show now; null when that was never known. */
  expected: number | null;
  /** Units of this listing in the channel's open orders that the hub knows. */
  openUnits: number;
}

export interface PushReport {
  results: PushResult[];
  /** Listing ids of rows that were not written, because of `retryAfterMs`: send them again then. */
  notSent: string[];
  /** When set, the platform wants no further call before this many milliseconds have passed. */
  retryAfterMs: number | null;
}

export type PushResult =
  | { kind: "confirmed"; listingId: string }
  /** The platform shows another quantity than expected, or none was expected; nothing was written. `live` is what it shows. */
  | { kind: "stale"; listingId: string; live: number }
  | { kind: "rejected"; listingId: string; error: string }
  /** It may or may not have been written: read back before writing again. */
  | { kind: "unknown"; listingId: string; error: string };

export interface LiveQuantity {
  listingId: string;
  quantity: number;
}

/** An order in words that every platform shares; always a complete version. */
export interface PlatformOrder {
  platformOrderId: string;
  /** What people call it (#1001). */
  name: string;
  placedAt: Date;
  /** The platform's own time of this version. */
  updatedAt: Date;
  /** ISO 3166-1 alpha-2 of the shipping address; null when the platform does not tell. */
  country: string | null;
  fulfilledBy: "merchant" | "platform";
  lines: PlatformOrderLine[];
}

export interface PlatformOrderLine {
  platformLineId: string;
  /** The listing that was sold; null when the platform does not tell. */
  platformId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string;
  /** Units; open units are ordered − cancelled − shipped. */
  ordered: number;
  cancelled: number;
  shipped: number;
}

/** One thing offered for sale, as the platform's catalogue tells it. */
export interface PlatformListing {
  platformId: string;
  platformStockId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string;
}

/** Where a reader of the catalogue is. */
export interface CataloguePlace {
  /** The platform's own cursor; null: at the beginning, or where nobody can go on from. */
  cursor: string | null;
}

/** A parcel that left. */
export interface PlatformShipment {
  /** The hub's own id of the parcel; what makes a repetition harmless. */
  shipmentId: string;
  platformOrderId: string;
  /** Units in the parcel, by the platform's line ids; at least one line. */
  lines: { platformLineId: string; quantity: number }[];
  carrier: string | null;
  tracking: string | null;
  trackingUrl: string | null;
  /** What `ship` answered when it was pending before, so that the same news is looked at and not sent again. */
  reference?: string;
}

export type ShipResult =
  | { kind: "told" }
  /** The platform took the news and works on it; `reference` is its own word for that. Repeat the call to learn the end. */
  | { kind: "pending"; reference: string }
  | { kind: "refused"; error: string };
