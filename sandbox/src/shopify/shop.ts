import { z } from "zod";
import type { BulkRun } from "./bulk-run.ts";
import { paymentRow } from "./payment.ts";
import { toldOfLine } from "./told-of-line.ts";
import { type Transfer, transferRow } from "./transfer.ts";

const locationRow = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  fulfillsOnlineOrders: z.boolean(),
  isActive: z.boolean().default(true),
  isFulfillmentService: z.boolean().default(false),
});
const variantRow = z.object({
  id: z.string(),
  productId: z.string(),
  itemId: z.string(),
  sku: z.string(),
  barcode: z.string().nullable(),
  title: z.string(),
  price: z.string(),
  /** How often buyers choose it, against the others. */
  velocity: z.number(),
  /** A bundle parent: its stock follows from its parts and cannot be written. */
  requiresComponents: z.boolean(),
  tracked: z.boolean().default(true),
  createdAt: z.number(),
  updatedAt: z.number(),
});
const levelRow = z.object({
  itemId: z.string(),
  locationId: z.string(),
  available: z.number().int(),
  committed: z.number().int(),
  updatedAt: z.number(),
  /** Whether the item is stocked there; one that no longer is keeps its quantities, and sells none. */
  isActive: z.boolean().default(true),
  /** Units in the other states, and when each changed last; left out while it never did. */
  beside: z.record(z.string(), z.object({ units: z.number().int(), at: z.number() })).default({}),
});
/** So many units of a line, to be sent from one location: a fulfilment order's line. */
const allocationRow = z.object({
  id: z.string(),
  fulfillmentOrderId: z.string(),
  locationId: z.string(),
  quantity: z.number().int(),
  fulfilled: z.number().int(),
  removed: z.number().int(),
});
const lineRow = z.object({
  id: z.string(),
  /** Null for what is none of the shop's goods. */
  variantId: z.string().nullable(),
  /** What the maker of the order said of it, where a buyer's order says nothing. */
  told: toldOfLine.default({}),
  /** Whether its units were taken from what is available. */
  takesStock: z.boolean().default(true),
  quantity: z.number().int(),
  allocations: z.array(allocationRow),
  /** Units that are paid back and were, or still are, to be sent. */
  refunded: z.number().int().default(0),
});
const fulfillmentRow = z.object({
  id: z.string(),
  name: z.string(),
  locationId: z.string(),
  createdAt: z.number(),
  company: z.string().nullable(),
  numbers: z.array(z.string()),
  urls: z.array(z.string()),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.number().int() })),
});
const refundRow = z.object({
  id: z.string(),
  createdAt: z.number(),
  /** The return that it belongs to, where Shopify was told. */
  returnId: z.string().nullable().default(null),
  note: z.string().default(""),
  /** Cents of the shipping that are paid back with it. */
  shipping: z.number().int().default(0),
  payments: z.array(paymentRow).default([]),
  lines: z.array(
    z.object({
      lineId: z.string(),
      quantity: z.number().int(),
      locationId: z.string(),
      restockType: z.enum(["CANCEL", "NO_RESTOCK", "RETURN"]),
      /** Left out by those of a cancellation, which nobody asks for. */
      id: z.string().optional(),
    }),
  ),
});
const returnRow = z.object({
  id: z.string(),
  createdAt: z.number(),
  closedAt: z.number().nullable(),
  status: z.enum(["CANCELED", "CLOSED", "OPEN"]),
  lines: z.array(
    z.object({
      id: z.string(),
      lineId: z.string(),
      quantity: z.number().int(),
      refunded: z.number().int(),
      note: z.string(),
    }),
  ),
});
const orderRow = z.object({
  id: z.string(),
  number: z.number().int(),
  customerId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  processedAt: z.number(),
  cancelledAt: z.number().nullable(),
  cancelReason: z.string().nullable(),
  staffNote: z.string().nullable().default(null),
  country: z.string(),
  note: z.string().nullable().default(null),
  isTest: z.boolean().default(false),
  /** Null: the shop's own. */
  currency: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  /** Cents for the shipping. */
  shipping: z.number().int().default(0),
  payments: z.array(paymentRow).default([]),
  sourceName: z.string(),
  sourceIdentifier: z.string().nullable(),
  tags: z.array(z.string()),
  fulfillmentOrders: z.array(z.object({ id: z.string(), locationId: z.string() })),
  lines: z.array(lineRow),
  fulfillments: z.array(fulfillmentRow),
  refunds: z.array(refundRow),
  returns: z.array(returnRow).default([]),
});
const subscriptionRow = z.object({
  id: z.string(),
  topic: z.string(),
  uri: z.string(),
  format: z.string(),
  filter: z.string().nullable(),
  includeFields: z.array(z.string()),
  metafieldNamespaces: z.array(z.string()).default([]),
  name: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
const tokenRow = z.object({ token: z.string(), expiresAt: z.number() });
const settingsRow = z.object({
  name: z.string(),
  domain: z.string(),
  currency: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  /** A permanent token as legacy apps have; null when only client credentials work. */
  accessToken: z.string().nullable(),
  scopes: z.array(z.string()),
  bucketMax: z.number().positive(),
  restorePerSecond: z.number().positive(),
  /** How long an export takes. */
  bulkMs: z.number().nonnegative().default(50),
  /** How far the search of orders lags behind the orders themselves. */
  searchLagMs: z.number().nonnegative().default(0),
  /** How long Shopify works on a cancellation. */
  cancelMs: z.number().nonnegative().default(20),
});

/** A shop as it is written to the state file. */
export const shopSnapshot = z.object({
  handle: z.string(),
  settings: settingsRow,
  lastOrderNumber: z.number().int(),
  id: z.string().default("143273001266"),
  locations: z.array(locationRow),
  variants: z.array(variantRow),
  levels: z.array(levelRow),
  orders: z.array(orderRow),
  subscriptions: z.array(subscriptionRow),
  tokens: z.array(tokenRow),
  transfers: z.array(transferRow).default([]),
});

export type ShopSnapshot = z.output<typeof shopSnapshot>;
export type ShopSettings = z.output<typeof settingsRow>;
export type Location = z.output<typeof locationRow>;
export type Variant = z.output<typeof variantRow>;
export type Level = z.output<typeof levelRow>;
export type Order = z.output<typeof orderRow>;
export type Line = z.output<typeof lineRow>;
export type Allocation = z.output<typeof allocationRow>;
export type Fulfillment = z.output<typeof fulfillmentRow>;
export type Refund = z.output<typeof refundRow>;
export type Return = Order["returns"][number];
export type Subscription = z.output<typeof subscriptionRow>;

/** What a key of @idempotent was used for, and what came of it. */
export interface IdempotentUse {
  at: number;
  parameters: string;
  result: unknown;
  isFailed: boolean;
}

/** One simulated Shopify shop. Holds and finds; what changes it stands in files of its own. */
export class Shop {
  readonly handle: string;
  settings: ShopSettings;
  lastOrderNumber: number;
  readonly id: string;
  readonly locations = new Map<string, Location>();
  readonly variants = new Map<string, Variant>();
  readonly variantBySku = new Map<string, Variant>();
  readonly variantByItem = new Map<string, Variant>();
  readonly orders = new Map<string, Order>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly transfers = new Map<string, Transfer>();
  readonly bulkRuns = new Map<string, BulkRun>();
  /** What Shopify works on or has worked on, by its global id. Lives in memory only. */
  readonly jobs = new Map<string, { id: string; done: boolean }>();
  /** Where the shop's files are, as its callers reach it; known from the first request on. */
  fileRoot = "";
  readonly idempotency = new Map<string, IdempotentUse>();
  tokens: { token: string; expiresAt: number }[];
  /** Points left in the leaky bucket, and when that was counted. */
  bucket: { available: number; at: number } | null = null;
  readonly #levels = new Map<string, Level>();

  constructor(snapshot: ShopSnapshot) {
    this.handle = snapshot.handle;
    this.settings = snapshot.settings;
    this.lastOrderNumber = snapshot.lastOrderNumber;
    this.id = snapshot.id;
    this.tokens = snapshot.tokens;
    for (const location of snapshot.locations) this.locations.set(location.id, location);
    for (const variant of snapshot.variants) this.addVariant(variant);
    for (const level of snapshot.levels) this.#levels.set(`${level.itemId}/${level.locationId}`, level);
    for (const order of snapshot.orders) this.orders.set(order.id, order);
    for (const subscription of snapshot.subscriptions) this.subscriptions.set(subscription.id, subscription);
    for (const transfer of snapshot.transfers) this.transfers.set(transfer.id, transfer);
  }

  addVariant(variant: Variant): void {
    this.variants.set(variant.id, variant);
    this.variantBySku.set(variant.sku, variant);
    this.variantByItem.set(variant.itemId, variant);
  }

  findLevel(itemId: string, locationId: string): Level | undefined {
    return this.#levels.get(`${itemId}/${locationId}`);
  }

  /** The same while the item is stocked there. */
  stocked(itemId: string, locationId: string): Level | undefined {
    const level = this.findLevel(itemId, locationId);
    return level?.isActive ? level : undefined;
  }

  /** The level of an item at a location; from 2026-10 on one comes to be wherever it is first written. */
  level(itemId: string, locationId: string, at: number): Level {
    const found = this.findLevel(itemId, locationId);
    if (found) return found;
    const level = { itemId, locationId, available: 0, committed: 0, updatedAt: at, isActive: true, beside: {} };
    this.#levels.set(`${itemId}/${locationId}`, level);
    return level;
  }

  /** What a buyer sees: available at every location that sends online orders. */
  sellable(itemId: string): number {
    let sum = 0;
    for (const location of this.locations.values()) {
      if (location.fulfillsOnlineOrders) sum += this.stocked(itemId, location.id)?.available ?? 0;
    }
    return sum;
  }

  toSnapshot(): ShopSnapshot {
    const { handle, settings, lastOrderNumber, id, tokens } = this;
    return {
      handle,
      settings,
      lastOrderNumber,
      id,
      tokens,
      locations: [...this.locations.values()],
      variants: [...this.variants.values()],
      levels: [...this.#levels.values()],
      orders: [...this.orders.values()],
      subscriptions: [...this.subscriptions.values()],
      transfers: [...this.transfers.values()],
    };
  }
}
