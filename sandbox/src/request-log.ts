import type { SandboxPlatform } from "./platform.ts";

/** A quantity that a request asked to show. */
export interface WrittenQuantity {
  sku: string | null;
  /** The id that was written to: Shopify's inventory item gid, bol's offer id, Amazon's SKU. */
  stockId: string;
  quantity: number;
}

/** One request that reached a platform. Times are epoch milliseconds with fractions. */
export interface LoggedRequest {
  at: number;
  answeredAt: number | null;
  platform: SandboxPlatform;
  shop: string;
  /** Shopify: the root fields; bol: method and route; Amazon: the operation's published name. */
  operation: string;
  status: number | null;
  /** What the request wanted written; empty for reads. */
  quantities: WrittenQuantity[];
  /** Whether those quantities took effect. */
  isApplied: boolean;
}

const requestsMax = 200_000;

/** The newest requests, oldest first. */
export class RequestLog {
  #all: LoggedRequest[] = [];

  open(platform: LoggedRequest["platform"], shop: string, at: number): LoggedRequest {
    const request: LoggedRequest = {
      at,
      answeredAt: null,
      platform,
      shop,
      operation: "",
      status: null,
      quantities: [],
      isApplied: false,
    };
    this.#all.push(request);
    if (this.#all.length > requestsMax) this.#all = this.#all.slice(requestsMax / 2);
    return request;
  }

  /** Requests that arrived after `since`. */
  after(since: number): LoggedRequest[] {
    return this.#all.filter((request) => request.at > since);
  }
}
