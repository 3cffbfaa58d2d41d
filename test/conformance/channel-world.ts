import type { Connector, ListingIds } from "@stockpool/channels";

/** What may go wrong between the connector and the platform. */
export type Trouble =
  /** 429, come back in two seconds. */
  | "rate_limit"
  /** A 5xx answer; nothing happened. */
  | "server_error"
  /** The request never took effect, and the connection is cut. */
  | "lost_before"
  /** The request took effect, and the connection is cut without an answer. */
  | "lost_after"
  /** The request took effect, and no answer comes in time for `impatientConnector`. */
  | "too_late"
  /** The answer is whole, and about things of another account. */
  | "foreign"
  | Garbling;

/** The request took effect, and what comes back is no answer of the platform's. */
export type Garbling = (typeof garblings)[number];
export const garblings = ["html", "empty", "truncated", "cut_off", "nonsense", "hostile", "huge"] as const;

export interface Planting {
  times?: number;
  after?: number;
  on?: "write" | "parcel" | "cancellation";
}

/** One account on one platform, as the conformance suite needs it. One file per platform says how to make it. */
export interface ChannelWorld {
  connector: Connector;
  /** Nothing that any error shows may contain one of these. */
  secrets: string[];
  /** Adds a listing that shows `quantity`. */
  addListing(quantity: number): Promise<ListingIds>;
  /** Puts so many units of a new thing into the platform's own warehouse; returns what a reading names it by. */
  addToWarehouse(quantity: number, whose?: "ours" | "stranger's"): Promise<{ sku: string; barcode: string }>;
  /** A listing of another account of the same platform. */
  addStrangersListing(): Promise<ListingIds>;
  /** What a buyer can buy now. */
  shown(listing: ListingIds): Promise<number>;
  /** Somebody edits the quantity in the platform's back office. */
  edit(listing: ListingIds, quantity: number): Promise<void>;
  /** A buyer buys; returns the platform's id of the order. */
  buy(listing: ListingIds, quantity: number): Promise<string>;
  /** A buyer buys at another account of the same platform. */
  buyFromStranger(): Promise<string>;
  /** A buyer buys one unit of each. */
  buyEach(listings: ListingIds[]): Promise<string>;
  /** All that is open of the order is cancelled on the platform. */
  cancel(orderId: string): Promise<void>;
  /** The order is shipped, and its buyer sends so many units of its first line back. */
  sendBack(orderId: string, quantity: number): Promise<void>;
  /** Plants trouble for the next `times` (1) requests after the first `after` (0); `on`: of one kind only. */
  plant(trouble: Trouble, how?: Planting): Promise<void>;
  /** Takes all planted trouble away. */
  heal(): Promise<void>;
  /** Every access token that was given out stops working. */
  expireTokens(): Promise<void>;
  /** The same account through a connector that waits half a second for an answer. */
  impatientConnector(): Connector;
  /** The same account through a connector that knows nothing yet. */
  freshConnector(): Connector;
  /** A connector whose secret is wrong. */
  strangersConnector(): Connector;
  stop(): Promise<void>;
}
