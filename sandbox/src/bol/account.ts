import { z } from "zod";

const offerRow = z.object({
  offerId: z.string(),
  ean: z.string(),
  reference: z.string(),
  title: z.string(),
  price: z.number(),
  velocity: z.number(),
  onHoldByRetailer: z.boolean(),
  amount: z.number().int(),
  managedByRetailer: z.boolean(),
  modifiedAt: z.number(),
  /** The account's `sequence` at the last offer update: orders with a higher one came after it. */
  updatedAtSequence: z.number().int(),
  /** Units of orders that are neither shipped nor cancelled. */
  openUnits: z.number().int(),
  /** Units ordered after the last offer update and not cancelled. */
  unitsOrderedSince: z.number().int(),
  /** Units shipped after the last offer update. */
  unitsShippedSince: z.number().int(),
});
const orderItemRow = z.object({
  orderItemId: z.string(),
  offerId: z.string(),
  quantity: z.number().int(),
  shipped: z.number().int(),
  cancelled: z.number().int(),
  cancellationRequest: z.boolean(),
  /** FBR: from the seller's own stock; FBB: from bol's warehouse. An order may have both. */
  fulfilmentMethod: z.enum(["FBR", "FBB"]),
  unitPrice: z.number(),
  changedAt: z.number(),
});
const orderRow = z.object({
  orderId: z.string(),
  sequence: z.number().int(),
  placedAt: z.number(),
  country: z.enum(["NL", "BE"]),
  items: z.array(orderItemRow),
});
const shipmentRow = z.object({
  shipmentId: z.string(),
  transportId: z.string(),
  reference: z.string(),
  shippedAt: z.number(),
  orderId: z.string(),
  orderItemIds: z.array(z.string()),
});
/** What lies in bol's own warehouse, by SKU. */
const warehouseRow = z.object({
  sku: z.string(),
  bsku: z.string(),
  regular: z.number().int(),
  graded: z.number().int(),
});
const returnRow = z.object({
  returnId: z.string(),
  rmaId: z.string(),
  orderId: z.string(),
  orderItemId: z.string(),
  quantity: z.number().int(),
  reason: z.string(),
  registeredAt: z.number(),
  /** What the seller said; null while it waits for him. */
  handled: z.object({ result: z.string(), quantity: z.number().int(), at: z.number() }).nullable(),
});
const processRow = z.object({
  processStatusId: z.string(),
  entityId: z.string().nullable(),
  eventType: z.string(),
  description: z.string(),
  status: z.enum(["PENDING", "SUCCESS", "FAILURE", "TIMEOUT"]),
  errorMessage: z.string().nullable(),
  createdAt: z.number(),
});
const subscriptionRow = z.object({
  id: z.string(),
  resources: z.array(z.string()),
  url: z.string(),
  subscriptionType: z.string(),
  enabled: z.boolean(),
});
const settingsRow = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  retailerId: z.number().int(),
  /** How long an asynchronous request stays PENDING. */
  processMs: z.number().int().nonnegative(),
  /**
   * With `managedByRetailer: false`, whether shipped units stay subtracted until the next offer update. bol's text says
   * "after accounting for open and processed orders"; no real account was looked at.
   */
  shippedStaySubtracted: z.boolean(),
  /** So many of the next asynchronous requests end as TIMEOUT and do nothing. */
  processesToTimeOut: z.number().int().nonnegative().default(0),
  /** Whether orders are sent by webhook; bol's documents disagree. */
  ordersByWebhook: z.boolean().default(true),
  /** Multiplies every rate limit: 1 is bol's own. */
  rateFactor: z.number().positive(),
});

/** An account as it is written to the state file. */
export const accountSnapshot = z.object({
  handle: z.string(),
  settings: settingsRow,
  sequence: z.number().int(),
  offers: z.array(offerRow),
  orders: z.array(orderRow),
  shipments: z.array(shipmentRow),
  processes: z.array(processRow),
  warehouse: z.array(warehouseRow).default([]),
  returns: z.array(returnRow).default([]),
  subscriptions: z.array(subscriptionRow),
  tokens: z.array(z.object({ token: z.string(), expiresAt: z.number() })),
  signatureKey: z.object({ id: z.string(), privatePem: z.string(), publicBase64: z.string() }),
});

export type AccountSnapshot = z.output<typeof accountSnapshot>;
export type AccountSettings = z.output<typeof settingsRow>;
export type Offer = z.output<typeof offerRow>;
export type BolOrder = z.output<typeof orderRow>;
export type OrderItem = z.output<typeof orderItemRow>;
export type Shipment = z.output<typeof shipmentRow>;
export type WarehouseRow = z.output<typeof warehouseRow>;
export type BolReturn = z.output<typeof returnRow>;
export type Process = z.output<typeof processRow>;
export type BolSubscription = z.output<typeof subscriptionRow>;

/** One simulated bol seller account. Holds and finds; what changes it stands in files of its own. */
export class BolAccount {
  readonly handle: string;
  settings: AccountSettings;
  /** Counts orders and offer updates, so that "placed after the last offer update" has one answer. */
  sequence: number;
  readonly offers = new Map<string, Offer>();
  readonly offerBySku = new Map<string, Offer>();
  readonly orders = new Map<string, BolOrder>();
  readonly orderOfItem = new Map<string, BolOrder>();
  readonly shipments: Shipment[];
  readonly processes = new Map<string, Process>();
  readonly subscriptions = new Map<string, BolSubscription>();
  readonly warehouse = new Map<string, WarehouseRow>();
  readonly returns: BolReturn[];
  signatureKey: AccountSnapshot["signatureKey"];
  tokens: { token: string; expiresAt: number }[];
  /** Requests counted per limit in the running window. */
  readonly windows = new Map<string, { startedAt: number; count: number }>();

  constructor(snapshot: AccountSnapshot) {
    this.handle = snapshot.handle;
    this.settings = snapshot.settings;
    this.sequence = snapshot.sequence;
    this.tokens = snapshot.tokens;
    this.shipments = snapshot.shipments;
    this.signatureKey = snapshot.signatureKey;
    this.returns = snapshot.returns;
    for (const row of snapshot.warehouse) this.warehouse.set(row.sku, row);
    for (const offer of snapshot.offers) this.addOffer(offer);
    for (const order of snapshot.orders) this.addOrder(order);
    for (const subscription of snapshot.subscriptions) this.subscriptions.set(subscription.id, subscription);
    for (const row of snapshot.processes) this.processes.set(row.processStatusId, withoutPending(row));
  }

  addOffer(offer: Offer): void {
    this.offers.set(offer.offerId, offer);
    this.offerBySku.set(offer.reference, offer);
  }

  addOrder(order: BolOrder): void {
    this.orders.set(order.orderId, order);
    for (const item of order.items) this.orderOfItem.set(item.orderItemId, order);
  }

  toSnapshot(): AccountSnapshot {
    const { handle, settings, sequence, tokens, shipments, returns, signatureKey } = this;
    return {
      handle,
      settings,
      sequence,
      tokens,
      shipments,
      returns,
      signatureKey,
      warehouse: [...this.warehouse.values()],
      offers: [...this.offers.values()],
      orders: [...this.orders.values()],
      processes: [...this.processes.values()],
      subscriptions: [...this.subscriptions.values()],
    };
  }
}

/** What was running when the sandbox stopped never ended: bol calls that TIMEOUT. */
function withoutPending(row: Process): Process {
  return row.status === "PENDING" ? { ...row, status: "TIMEOUT" } : row;
}
