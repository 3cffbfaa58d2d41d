import type { EventQueue } from "./event-queue.ts";
import type { PlatformClock } from "./http/platform-clock.ts";
import type { PlatformName } from "./platform.ts";

/**
 * One connected account on one platform. Every call may throw `RateLimited` (nothing happened; come back later),
 * `OutcomeUnknown` (a write may or may not have taken effect) or `PlatformError` (the platform said no).
 */
export interface Connector {
  platform: PlatformName;
  /** What a written quantity means on this platform. */
  writeKind: WriteKind;
  /** It is told quantities and trusted; it cannot be asked what it shows, and `readQuantities` throws. */
  isWriteOnly?: true;
  /** The most rows that one `pushQuantities` call takes. */
  pushBatchMax: number;
  /**
   * Waits until the platform takes the next push, which then goes out at once, with quantities as new as can be. A turn that nobody
   * uses is kept for the next push. Absent where each row waits by itself.
   */
  awaitTurn?(signal: AbortSignal): Promise<void>;
  /** Makes listings show quantities. One result per row, in any order; rows not reached are in `notSent`. */
  pushQuantities(rows: WantedQuantity[], signal: AbortSignal): Promise<PushReport>;
  /**
   * How far the platform is with pushes that it works on together, by the `reference` that accepted results have; in any process.
   * What was pushed by itself meanwhile it may overwrite as it ends. Absent where every push is worked on by itself.
   */
  lookAtPushes?(reference: string, signal: AbortSignal): Promise<PushWork>;
  /** From so many rows that may be late on, the platform works on them together. */
  worksTogetherFrom?: number;
  /** The references of what the platform works on so, begun since then and not ended: for a push whose answer was lost. */
  findPushes?(since: Date, signal: AbortSignal): Promise<string[]>;
  /**
   * Every order changed at or after `since`, in pages, oldest change first. A complete run proves all orders known until the
   * moment that it started; a run that broke off proves all known until the newest `updatedAt` of the pages it gave.
   */
  pullOrders(since: Date, signal: AbortSignal): AsyncIterable<PlatformOrder[]>;
  /** Up to when the last complete run told orders, as the platform says by its own clock. Absent where it does not say. */
  orderList?: { readonly listedUntil: Date | null };
  /**
   * How the platform's clock was last seen to differ from ours. Its times are its own: whoever asks for what changed since a moment of
   * ours asks so much earlier. Absent where all times are ours.
   */
  clock?: PlatformClock;
  /** The newest version of one order; null when the platform does not know it. */
  readOrder(platformOrderId: string, signal: AbortSignal): Promise<PlatformOrder | null>;
  /** The most rows that `readQuantities` asks for in one call to the platform. */
  readBatchMax: number;
  /** Whether the platform sets quantities to 0 by itself, for what it could not deliver. */
  resetsToZero: boolean;
  /** What the platform shows for these listings now. A listing that it does not know is left out. */
  readQuantities(rows: ListingIds[], signal: AbortSignal): Promise<LiveQuantity[]>;
  /**
   * Asks for all quantities at once, which the platform then gathers by itself; the answer names it, in any process. Only for
   * accounts with `reportFrom` listings or more. Absent where the platform has no such thing.
   */
  askReport?(signal: AbortSignal): Promise<string>;
  lookAtReport?(reference: string, signal: AbortSignal): Promise<ReportState>;
  /**
   * What it says, in pages. It may be as old as `reportAgeMsMax`, and what it does not name it says nothing about: whatever it does
   * not confirm must be read by `readQuantities`.
   */
  readReport?(reference: string, signal: AbortSignal): AsyncIterable<ReportedQuantity[]>;
  reportFrom?: number;
  reportAgeMsMax?: number;
  /** Calls the platform with the account's credentials, and tells what stands in the hub's way, in words for a person. */
  check(signal: AbortSignal): Promise<AccountCheck>;
  /** Makes sure that the platform sends its messages to `address`. Safe to repeat; two at once may ask for a thing twice. */
  ensureWebhooks(address: string, signal: AbortSignal): Promise<WebhookCheck>;
  /**
   * Everything that the account offers for sale, in pages. Begins at `place`, and has moved it to the next page whenever it gives
   * one, so that a run which broke off can go on there.
   */
  listListings(signal: AbortSignal, place?: CataloguePlace): AsyncIterable<PlatformListing[]>;
  /** Tells the platform of a parcel. Safe to repeat: a parcel that it knows already is not told twice. */
  ship(shipment: PlatformShipment, signal: AbortSignal): Promise<ShipResult>;
  /** Asks the platform to cancel all that is open of one line. Safe to repeat. Absent where the platform cannot. */
  cancel?(cancellation: PlatformCancellation, signal: AbortSignal): Promise<ShipResult>;
  /**
   * All that lies in the platform's own warehouse (LVB, FBA), in pages. Only a complete run says anything: what it does not
   * name is not there. Absent where the platform has none.
   */
  readWarehouse?(signal: AbortSignal): AsyncIterable<WarehouseStock[]>;
  /**
   * Returns that are not dealt with, and those that were dealt with not long ago, in pages; `about`: only those of what a message
   * named. Absent where there are none.
   */
  pullReturns?(signal: AbortSignal, about?: string): AsyncIterable<PlatformReturn[]>;
  /** Tells the platform what became of a return. Safe to repeat. */
  answerReturn?(answer: ReturnAnswer, signal: AbortSignal): Promise<ShipResult>;
  /** Where the platform's messages wait. Absent where it calls the hub by itself, or where no queue is set up. */
  queue?: EventQueue;
}

export interface AccountCheck {
  /** What is wrong, each with what to do about it; empty when all is well. */
  problems: string[];
  /** Places of the account that quantities can be written to; empty where there is only one. */
  locations: PlatformLocation[];
}

export interface PlatformLocation {
  id: string;
  name: string;
  /** ISO 3166-1 alpha-2; null when the platform does not tell. */
  country: string | null;
  isActive: boolean;
  /** Whether buyers of the web shop get units from here. */
  sellsOnline: boolean;
}

export interface WebhookCheck {
  /** What was missing or switched off and is asked for now; at the first time, all of it. */
  repaired: string[];
  /** Public keys that the platform signs with now; null where it signs with the account's own secret. */
  signatureKeys: { id: string; publicKey: string }[] | null;
}

export type WriteKind = "compare_and_set" | "net_of_open_orders" | "absolute";

export interface ListingIds {
  listingId: string;
  /** What orders name: Shopify's variant gid, bol's offer id, Amazon's SKU of the seller. */
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
  /** The first that is written there, and no guarantee counts on it: it may be shown hours later, together with many others. */
  mayBeLate?: true;
  /** Where the account has several places: how many of `quantity` go to each. Left out: all go to the first. */
  split?: { platformLocationId: string; quantity: number }[];
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
  /**
   * The platform took it and shows it later, or never: only a reading confirms it. `note` is for people; `reference` names what the
   * platform works on, where that is more than this one push.
   */
  | { kind: "accepted"; listingId: string; note: string; reference?: string }
  /** It may or may not have been written: read back before writing again. */
  | { kind: "unknown"; listingId: string; error: string };

/** How far a platform is with pushes that it works on together. */
export type PushWork =
  | { kind: "going_on" }
  /** None of them took effect. */
  | { kind: "failed"; error: string }
  /** All took effect, or will soon, but for those that were refused. */
  | { kind: "done"; refused: { platformId: string; error: string }[] };

export interface LiveQuantity {
  listingId: string;
  quantity: number;
}

/** How far a platform is with what it gathers. */
export type ReportState = { kind: "going_on" } | { kind: "ready" } | { kind: "failed"; error: string };

export interface ReportedQuantity {
  platformId: string;
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
  /**
   * Units in the parcel, by the platform's line ids; at least one line. `toldBefore`: units of the line in parcels that the
   * platform was told of before, those of the same tracking number where this one has any: by it a parcel is told from those.
   */
  lines: { platformLineId: string; quantity: number; toldBefore: number }[];
  carrier: string | null;
  tracking: string | null;
  trackingUrl: string | null;
  /** What `ship` answered when it was pending before, so that the same news is looked at and not sent again. */
  reference?: string;
}

/** A line of an order that the seller will not ship. */
export interface PlatformCancellation {
  platformOrderId: string;
  platformLineId: string;
  reason: "out_of_stock" | "asked_by_buyer" | "other";
  /** The order's other lines that are to be cancelled too, for platforms that cancel whole orders only. */
  alsoAsked?: string[];
  /** What `cancel` answered when it was pending before. */
  reference?: string;
}

/** Units of one thing in the platform's own warehouse. */
export interface WarehouseStock {
  /** The listing, where the platform tells; else it is found by SKU or barcode. */
  platformId: string | null;
  sku: string | null;
  barcode: string | null;
  /** Units that are for sale there, those promised to buyers not among them. */
  sellable: number;
  /** Units there that are not for sale: damaged, graded. */
  unavailable: number;
  /** Units there that are promised to buyers. */
  reserved: number;
  /** Units on their way there. */
  incoming: number;
}

/** Units that a buyer sends back. */
export interface PlatformReturn {
  platformReturnId: string;
  platformOrderId: string | null;
  platformLineId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string | null;
  /** Units expected; 0: none any more, the buyer keeps them, or another return speaks of them. */
  quantity: number;
  reason: string | null;
  announcedAt: Date;
  isHandled: boolean;
}

/** What came of a return. */
export interface ReturnAnswer {
  platformReturnId: string;
  /** Units that came back, in whatever state; 0: refused, or nothing came. */
  received: number;
  /** What `answerReturn` answered when it was pending before. */
  reference?: string;
}

export type ShipResult =
  | { kind: "told" }
  /** The platform took the news and works on it; `reference` is its own word for that. Repeat the call to learn the end. */
  | { kind: "pending"; reference: string }
  | { kind: "refused"; error: string };
