import type { Limit } from "../http/budget.ts";

/** One endpoint of the Retailer API: its media type's version and how often it may be called. */
export interface Endpoint {
  version: "v10" | "v11";
  limit: Limit;
}

const second = 1_000;
const minute = 60_000;

/**
 * Versions: bol's OpenAPI files of May 2026 (offers moved to v11 in January 2026). Limits: reported by connectors in use,
 * autumn 2026; bol publishes its own at /retailer/public/ratelimits and may change them, so 429 is obeyed all the same.
 */
export const endpoints = {
  listOrders: { version: "v10", limit: { max: 25, perMs: minute } },
  readOrder: { version: "v10", limit: { max: 25, perMs: second } },
  listOffers: { version: "v11", limit: { max: 25, perMs: second } },
  /** No figure is published for PATCH; half of what its v10 forerunner PUT …/stock allowed. */
  patchOffer: { version: "v11", limit: { max: 25, perMs: second } },
  listShipments: { version: "v10", limit: { max: 25, perMs: minute } },
  createShipment: { version: "v10", limit: { max: 25, perMs: second } },
  readProcessStatus: { version: "v10", limit: { max: 100, perMs: second } },
  cancelOrder: { version: "v10", limit: { max: 25, perMs: second } },
  listReturns: { version: "v10", limit: { max: 20, perMs: minute } },
  answerReturn: { version: "v10", limit: { max: 20, perMs: minute } },
  readInventory: { version: "v10", limit: { max: 20, perMs: minute } },
  signatureKeys: { version: "v10", limit: { max: 10, perMs: 60 * minute } },
  subscriptions: { version: "v10", limit: { max: 10, perMs: second } },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
