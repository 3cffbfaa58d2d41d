import { z } from "zod";
import { buckets } from "./rate-limit.ts";

const units = z.number().int().nonnegative();

/** Units in Amazon's own warehouses, each kind apart. */
const fbaRow = z.object({
  fulfillable: units,
  reservedForCustomers: units,
  reservedForTransfer: units,
  reservedForProcessing: units,
  inboundWorking: units,
  inboundShipped: units,
  inboundReceiving: units,
  unfulfillable: units,
});
const listingRow = z.object({
  sku: z.string(),
  asin: z.string(),
  barcode: z.string().nullable(),
  title: z.string(),
  price: z.number(),
  velocity: z.number(),
  /** What buyers can order from the seller; null when the listing is not on the channel DEFAULT. */
  quantity: units.nullable(),
  /** What was submitted last, which is not what buyers see. */
  submitted: units.nullable(),
  /** Handling time; lost when availability is replaced instead of merged. */
  leadTimeDays: units.nullable(),
  /** Null when Amazon does not fulfil it. */
  fba: fbaRow.nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
const itemRow = z.object({
  orderItemId: z.string(),
  sku: z.string(),
  quantity: units,
  shipped: units,
  cancelled: units,
});
const packageRow = z.object({
  packageReferenceId: z.string(),
  carrier: z.string(),
  trackingNumber: z.string(),
  shippedAt: z.number(),
  items: z.array(z.object({ orderItemId: z.string(), quantity: units })),
});
const orderRow = z.object({
  orderId: z.string(),
  marketplaceId: z.string(),
  isPending: z.boolean(),
  fulfilledBy: z.enum(["MERCHANT", "AMAZON"]),
  placedAt: z.number(),
  updatedAt: z.number(),
  items: z.array(itemRow),
  packages: z.array(packageRow),
});
const settingsRow = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  refreshToken: z.string(),
  sellerId: z.string(),
  marketplaceIds: z.array(z.string()),
  /** From ACCEPTED until buyers see it; Amazon takes minutes. */
  effectMs: units,
  /** From the creation of a feed until it is done; Amazon takes minutes to hours. */
  feedMs: units,
  /** So many of the next accepted submissions never take effect, as is reported of Amazon. */
  effectsToLose: units,
  /** From the creation of a report until it is done; Amazon takes minutes, and sometimes hours. */
  reportMs: units.default(50),
  /** A report shows what was true up to so long ago; Amazon keeps some for hours. */
  reportCacheMs: units.default(0),
  /** How reports end. */
  reportsEndAs: z.enum(["DONE", "CANCELLED", "FATAL"]).default("DONE"),
  /** What reports are written in; Amazon's differ by marketplace. */
  reportCharset: z.enum(["UTF-8", "Cp1252"]).default("Cp1252"),
  reportIsZipped: z.boolean().default(true),
  /** How long orders stay PENDING; Amazon takes about half an hour, and up to 21 days. */
  pendingMs: units,
  /** Orders that changed so lately are not listed yet; Amazon leaves out two minutes. */
  horizonMs: units,
  /** Multiplies every rate limit: 1 is Amazon's own. */
  rateFactor: z.number().positive(),
  /** How long a token lives. */
  tokenSeconds: z.number().int().positive(),
  /** Who may read the queue, as AWS knows them; null: there is no queue. */
  queue: z.object({ name: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }).nullable(),
});
const destinationRow = z.object({ destinationId: z.string(), name: z.string(), arn: z.string() });
const subscriptionRow = z.object({
  subscriptionId: z.string(),
  notificationType: z.string(),
  destinationId: z.string(),
});
const tokenRow = z.object({ token: z.string(), expiresAt: z.number(), isGrantless: z.boolean() });

/** A seller account as it is written to the state file. */
export const sellerSnapshot = z.object({
  handle: z.string(),
  settings: settingsRow,
  listings: z.array(listingRow),
  orders: z.array(orderRow),
  destinations: z.array(destinationRow),
  subscriptions: z.array(subscriptionRow),
  tokens: z.array(tokenRow),
});

export type SellerSnapshot = z.output<typeof sellerSnapshot>;
export type SellerSettings = z.output<typeof settingsRow>;
export type Listing = z.output<typeof listingRow>;
export type FbaStock = z.output<typeof fbaRow>;
export type AmazonOrder = z.output<typeof orderRow>;
export type AmazonOrderItem = z.output<typeof itemRow>;

/** A message of the queue; not to be received again before `visibleAt`. */
export interface QueuedMessage {
  messageId: string;
  body: string;
  visibleAt: number;
  receiptHandle: string | null;
  receives: number;
}

/** A feed on its way. Neither it nor a document outlives the sandbox. */
export interface Feed {
  feedId: string;
  feedType: "JSON_LISTINGS_FEED" | "POST_ORDER_ACKNOWLEDGEMENT_DATA";
  createdAt: number;
  status: "IN_QUEUE" | "IN_PROGRESS" | FeedEnd;
  marketplaceIds: string[];
  resultDocumentId: string | null;
  /** Works on it now, unless it has ended. */
  finish: () => void;
}

/** How a feed ends. */
export type FeedEnd = "DONE" | "CANCELLED" | "FATAL";

/** A report on its way. Neither it nor its document outlives the sandbox. */
export interface Report {
  reportId: string;
  createdAt: number;
  status: "IN_QUEUE" | "IN_PROGRESS" | "DONE" | "CANCELLED" | "FATAL";
  marketplaceIds: string[];
  documentId: string | null;
}

/** One simulated Amazon seller account. Holds and finds; what changes it stands in files of its own. */
export class Seller {
  readonly handle: string;
  settings: SellerSettings;
  readonly listings = new Map<string, Listing>();
  readonly orders = new Map<string, AmazonOrder>();
  destinations: SellerSnapshot["destinations"];
  subscriptions: SellerSnapshot["subscriptions"];
  tokens: SellerSnapshot["tokens"];
  readonly buckets = buckets();
  readonly queue: QueuedMessage[] = [];
  readonly feeds = new Map<string, Feed>();
  readonly documents = new Map<string, string | null>();
  readonly reports = new Map<string, Report>();
  readonly reportDocuments = new Map<string, { bytes: Buffer; contentType: string; isZipped: boolean }>();
  /** What the newest report was made of. */
  lastReport: { madeAt: number; text: string } | null = null;
  /** Order ids still to be told, by pagination token. */
  readonly searches = new Map<string, { orderIds: string[]; until: number; expiresAt: number }>();

  constructor(snapshot: SellerSnapshot) {
    this.handle = snapshot.handle;
    this.settings = snapshot.settings;
    this.destinations = snapshot.destinations;
    this.subscriptions = snapshot.subscriptions;
    this.tokens = snapshot.tokens;
    for (const listing of snapshot.listings) this.listings.set(listing.sku, listing);
    for (const order of snapshot.orders) this.orders.set(order.orderId, order);
  }

  toSnapshot(): SellerSnapshot {
    const { handle, settings, destinations, subscriptions, tokens } = this;
    const [listings, orders] = [[...this.listings.values()], [...this.orders.values()]];
    return { handle, settings, destinations, subscriptions, tokens, listings, orders };
  }
}
