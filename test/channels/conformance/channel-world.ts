import type { Connector, ListingIds } from "@stockpool/channels";

/** What may go wrong between the connector and the platform, once. */
export type Trouble = "rate_limit" | "answer_lost" | "html";

/** One account on one platform, as the conformance suite needs it. */
export interface ChannelWorld {
  connector: Connector;
  /** Nothing that any error shows may contain one of these. */
  secrets: string[];
  /** Adds a listing that shows `quantity`. */
  addListing(quantity: number): Promise<ListingIds>;
  /** What a buyer can buy now. */
  shown(listing: ListingIds): Promise<number>;
  /** A buyer buys; returns the platform's id of the order. */
  buy(listing: ListingIds, quantity: number): Promise<string>;
  /** Plants trouble for the next request (of the connector's next quantity write, for `answer_lost`). */
  plant(trouble: Trouble): Promise<void>;
  /** A connector whose secret is wrong. */
  strangersConnector(): Connector;
  stop(): Promise<void>;
}
