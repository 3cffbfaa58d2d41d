import { z } from "zod";
import { fault } from "../faults.ts";
import { sandboxPlatforms } from "../platform.ts";

const handle = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower-case letters, digits and dashes");
const country = z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code in capitals");
const quantityMax = 1_000_000_000;

/** Which shop a path names. */
export const shopPath = z.object({ platform: z.enum(sandboxPlatforms), shop: handle });

/** A Shopify shop to make, or to change the settings of. */
export const shopifyShop = z.strictObject({
  name: z.string().min(1).optional(),
  domain: z.string().min(1).optional(),
  currency: z.enum(["EUR", "GBP", "USD", "CAD"]).default("EUR"),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  accessToken: z.string().min(1).nullable().default(null),
  scopes: z
    .array(z.string())
    .default([
      "read_products",
      "read_inventory",
      "write_inventory",
      "read_locations",
      "read_orders",
      "write_orders",
      "read_fulfillments",
      "read_merchant_managed_fulfillment_orders",
      "write_merchant_managed_fulfillment_orders",
      "read_returns",
    ]),
  /** The leaky bucket of the plan. */
  bucketMax: z.number().positive().default(2_000),
  restorePerSecond: z.number().positive().default(100),
  bulkMs: z.number().nonnegative().default(50),
  searchLagMs: z.number().nonnegative().default(0),
  cancelMs: z.number().nonnegative().default(20),
  /** The first one gets the stock where a product names no location. A name that exists is left as it is. */
  locations: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        country,
        fulfillsOnlineOrders: z.boolean().default(true),
        isActive: z.boolean().default(true),
        isFulfillmentService: z.boolean().default(false),
      }),
    )
    .min(1)
    .default([
      { name: "Shop location", country: "NL", fulfillsOnlineOrders: true, isActive: true, isFulfillmentService: false },
    ]),
});

/** A bol account to make, or to change the settings of. */
export const bolAccount = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  retailerId: z.number().int().positive().default(1_234_567),
  processMs: z.number().int().nonnegative().default(50),
  shippedStaySubtracted: z.boolean().default(true),
  processesToTimeOut: z.number().int().nonnegative().default(0),
  ordersByWebhook: z.boolean().default(true),
  rateFactor: z.number().positive().default(1),
});

/** An Amazon seller account to make, or to change the settings of. Times are as short as tests need them. */
export const amazonSeller = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
  sellerId: z.string().min(1).default("A3TH9S8BH6GOGM"),
  marketplaceIds: z.array(z.string()).min(1).default(["A1805IZSGTT6HS"]),
  effectMs: z.number().int().nonnegative().default(0),
  effectsToLose: z.number().int().nonnegative().default(0),
  feedMs: z.number().int().nonnegative().default(50),
  reportMs: z.number().int().nonnegative().default(50),
  reportCacheMs: z.number().int().nonnegative().default(0),
  reportsEndAs: z.enum(["DONE", "CANCELLED", "FATAL"]).default("DONE"),
  reportCharset: z.enum(["UTF-8", "Cp1252"]).default("Cp1252"),
  reportIsZipped: z.boolean().default(true),
  pendingMs: z.number().int().nonnegative().default(0),
  horizonMs: z.number().int().nonnegative().default(0),
  rateFactor: z.number().positive().default(1),
  tokenSeconds: z.number().int().positive().default(3_600),
  /** An SQS queue and who may read it. */
  queue: z
    .strictObject({ name: z.string().min(1), accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) })
    .nullable()
    .default(null),
});

const fbaUnits = z.number().int().min(0).max(quantityMax).optional();

/** Products to sell; a SKU that exists keeps its ids, and its stock unless stock is given. */
export const products = z.array(
  z.strictObject({
    sku: z.string().min(1),
    barcode: z.string().nullable().default(null),
    title: z.string().min(1),
    price: z.number().positive().default(10),
    /** A number for the first location, or units by location name (Shopify). */
    stock: z
      .union([z.number().int().min(0).max(quantityMax), z.record(z.string(), z.number().int().min(0).max(quantityMax))])
      .optional(),
    /** How often buyers choose it, against the others. */
    velocity: z.number().nonnegative().default(1),
    /** Shopify: a bundle parent, whose stock cannot be written. */
    requiresComponents: z.boolean().default(false),
    /** Shopify: whether the shop tracks its stock. */
    tracked: z.boolean().default(true),
    /** Amazon: units in its own warehouses; without `stock` it is then sold from there alone. */
    fba: z
      .strictObject({
        fulfillable: fbaUnits,
        reservedForCustomers: fbaUnits,
        reservedForTransfer: fbaUnits,
        reservedForProcessing: fbaUnits,
        inboundWorking: fbaUnits,
        inboundShipped: fbaUnits,
        inboundReceiving: fbaUnits,
        unfulfillable: fbaUnits,
      })
      .optional(),
    /** bol: units in bol's own warehouse. */
    lvb: z.strictObject({ regular: z.number().int().min(0), graded: z.number().int().min(0).default(0) }).optional(),
    /** bol: see the README. */
    managedByRetailer: z.boolean().default(false),
  }),
);

const orderLines = z
  .array(
    z.strictObject({
      sku: z.string().min(1),
      quantity: z.number().int().min(1).max(1_000_000),
      /** bol only: where this line comes from, when not from where the order does. */
      fulfilmentMethod: z.enum(["FBR", "FBB"]).optional(),
    }),
  )
  .min(1);

/** An order that a buyer places. */
export const order = z.strictObject({
  lines: orderLines,
  country: country.default("NL"),
  placedAt: z.iso.datetime({ offset: true }).optional(),
  /** Take it even when the shop shows less than is ordered. */
  allowOversell: z.boolean().default(false),
  /** Shopify only. */
  sourceIdentifier: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  /** FBB: from the warehouse of the platform (bol, Amazon). */
  fulfilmentMethod: z.enum(["FBR", "FBB"]).default("FBR"),
});

/** One order or many. */
export const orders = z.union([z.array(order), order]);

/** Stock edited by hand in the platform's back office. */
export const stockEdits = z.array(
  z.strictObject({
    sku: z.string().min(1),
    quantity: z.number().int().min(0).max(quantityMax),
    /** Shopify: a location's name; the first location when left out. */
    location: z.string().optional(),
  }),
);

/** How an order is cancelled. */
export const cancellation = z
  .strictObject({
    /** Shopify: OrderCancelReason. bol: a reason code. */
    reason: z.string().optional(),
    /** Shopify: whether the units become available again. */
    restock: z.boolean().default(true),
    /** bol: only ask for it, as a customer does; the seller still has to cancel. */
    requestOnly: z.boolean().default(false),
  })
  .default({ restock: true, requestOnly: false });

/** A return that a buyer announces. */
export const returned = z.strictObject({
  /** The line's SKU; the first line when left out. */
  sku: z.string().optional(),
  quantity: z.number().int().min(1).default(1),
  reason: z.string().min(1).default("Niet tevreden"),
});

/** Sent units that are paid back. */
export const refunded = z.strictObject({
  /** The line's SKU; the first line when left out. */
  sku: z.string().optional(),
  quantity: z.number().int().min(1).default(1),
  restockType: z.enum(["RETURN", "NO_RESTOCK"]).default("RETURN"),
  /** Whether the platform is told that they are of the order's open return. */
  isOfReturn: z.boolean().default(false),
});

/** How an open return ends. */
export const endedReturn = z.strictObject({ how: z.enum(["CLOSED", "CANCELED"]) });

/** How open feeds end: worked on now, or given up without effect. */
export const endedFeeds = z.strictObject({ as: z.enum(["DONE", "CANCELLED", "FATAL"]).default("DONE") });

/** How often buyers buy, over all shops together; 0 stops them. */
export const buyers = z.strictObject({
  ordersPerMinute: z.number().min(0).max(60_000),
  /** Only these shops, as "shopify/<shop>", "bol/<account>" or "amazon/<account>"; all when left out. */
  shops: z.array(z.string()).optional(),
});

/** A trouble to plant. */
export const plantedFault = fault;

/** How far the platforms' clock is ahead of this machine's. */
export const clock = z.strictObject({ aheadMs: z.number().int() });

/** What to read from a log. */
export const logQuery = z.object({
  since: z.coerce.number().default(0),
  platform: z.enum(sandboxPlatforms).optional(),
  shop: z.string().optional(),
  operation: z.string().optional(),
});

export type ShopifyShopInput = z.output<typeof shopifyShop>;
export type BolAccountInput = z.output<typeof bolAccount>;
export type AmazonSellerInput = z.output<typeof amazonSeller>;
export type ProductInput = z.output<typeof products>[number];
export type OrderInput = z.output<typeof order>;
export type StockEdit = z.output<typeof stockEdits>[number];
export type CancellationInput = z.output<typeof cancellation>;
export type ReturnInput = z.output<typeof returned>;
export type RefundInput = z.output<typeof refunded>;
export type EndedReturnInput = z.output<typeof endedReturn>;
export type FeedEndInput = z.output<typeof endedFeeds>;
export type BuyersInput = z.output<typeof buyers>;
