import * as z from "zod";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const units = z.int().min(0);
/** What is no number of units is unknown, of this order or listing alone: the others of its page are told all the same. */
const toldUnits = units.catch(Number.NaN);
const unitsIfTold = units.nullish().catch(Number.NaN);
const text = z.string().min(1);
const pagination = z.object({ nextToken: z.string().nullish() }).nullish();

/** Answer of Login with Amazon. */
export const tokenReply = z.object({ access_token: text, expires_in: z.number().positive() });

/** A body that says nothing, or nothing that matters. */
export const nothing = z.unknown();

/** What is wrong with a submission. */
const issue = z.object({ code: z.string(), message: z.string(), severity: z.string() });

/** PATCH of a listing. ACCEPTED means taken, not live. */
export const submissionReply = z.object({
  sku: text,
  status: z.enum(["ACCEPTED", "INVALID", "VALID"]),
  submissionId: z.string(),
  issues: z.array(issue).default([]),
});

const item = z.object({
  sku: text,
  summaries: z.array(z.object({ itemName: z.string().nullish(), createdDate: time.nullish() })).nullish(),
  attributes: z
    .object({
      // Attributes are the seller's own words: a strange one costs its barcode, not the page.
      externally_assigned_product_identifier: z
        .array(z.object({ type: z.string(), value: z.string() }))
        .optional()
        .catch(undefined),
    })
    .nullish(),
  /** What is live; `attributes` only tells what was submitted. */
  fulfillmentAvailability: z.array(z.object({ fulfillmentChannelCode: text, quantity: unitsIfTold })).default([]),
});

export type ListedItem = z.infer<typeof item>;

/** GET /listings/2021-08-01/items/{sellerId}. */
export const itemsReply = z.object({ items: z.array(item), numberOfResults: units.nullish(), pagination });

const orderItem = z.object({
  orderItemId: text,
  quantityOrdered: toldUnits,
  product: z.object({ sellerSku: z.string().nullish(), title: z.string().nullish() }),
  fulfillment: z.object({ quantityFulfilled: unitsIfTold, quantityUnfulfilled: unitsIfTold }).nullish(),
});
const order = z.object({
  orderId: text,
  createdTime: time,
  lastUpdatedTime: time,
  salesChannel: z.object({ channelName: z.string(), marketplaceId: z.string().nullish() }),
  fulfillment: z.object({ fulfillmentStatus: text, fulfilledBy: z.string().nullish() }).nullish(),
  orderItems: z.array(orderItem),
  packages: z.array(z.object({ packageReferenceId: z.string() })).nullish(),
});

export type AmazonOrder = z.infer<typeof order>;
export type AmazonOrderItem = z.infer<typeof orderItem>;

/** GET /orders/2026-01-01/orders. */
export const ordersReply = z.object({ orders: z.array(order), pagination, lastUpdatedBefore: time.nullish() });

/** GET /orders/2026-01-01/orders/{orderId}. */
export const orderReply = z.object({ order });

const summary = z.object({
  sellerSku: text,
  inventoryDetails: z.object({
    fulfillableQuantity: units.default(0),
    inboundWorkingQuantity: units.default(0),
    inboundShippedQuantity: units.default(0),
    inboundReceivingQuantity: units.default(0),
    reservedQuantity: z
      .object({
        pendingCustomerOrderQuantity: units.default(0),
        pendingTransshipmentQuantity: units.default(0),
        fcProcessingQuantity: units.default(0),
      })
      .prefault({}),
    researchingQuantity: z.object({ totalResearchingQuantity: units.default(0) }).prefault({}),
    unfulfillableQuantity: z.object({ totalUnfulfillableQuantity: units.default(0) }).prefault({}),
  }),
});

export type FbaSummary = z.infer<typeof summary>;

/** GET /fba/inventory/v1/summaries, with details. */
export const summariesReply = z.object({ payload: z.object({ inventorySummaries: z.array(summary) }), pagination });

/** POST /feeds/2021-06-30/documents, and GET of one. */
export const documentReply = z.object({
  feedDocumentId: text,
  url: text,
  compressionAlgorithm: z.string().nullish(),
});

/** POST /feeds/2021-06-30/feeds. */
export const feedCreatedReply = z.object({ feedId: text });

/** GET /feeds/2021-06-30/feeds/{feedId}. */
export const feedReply = z.object({
  processingStatus: z.enum(["IN_QUEUE", "IN_PROGRESS", "DONE", "CANCELLED", "FATAL"]),
  resultFeedDocumentId: z.string().nullish(),
});

/** GET /feeds/2021-06-30/feeds. */
export const feedsReply = z.object({ feeds: z.array(z.object({ feedId: text })), nextToken: z.string().nullish() });

/** What became of a feed's messages. */
export const feedReport = z.object({ issues: z.array(issue.extend({ sku: z.string().nullish() })).default([]) });

/** POST /reports/2021-06-30/reports. */
export const reportCreatedReply = z.object({ reportId: text });

/** GET /reports/2021-06-30/reports/{reportId}. */
export const reportReply = z.object({
  processingStatus: z.enum(["IN_QUEUE", "IN_PROGRESS", "DONE", "CANCELLED", "FATAL"]),
  reportDocumentId: z.string().nullish(),
});

/** GET /reports/2021-06-30/documents/{reportDocumentId}. */
export const reportDocumentReply = z.object({ url: text, compressionAlgorithm: z.enum(["GZIP"]).nullish() });

const destination = z.object({
  destinationId: text,
  resource: z.object({ sqs: z.object({ arn: z.string() }).nullish() }),
});

/** GET /notifications/v1/destinations. */
export const destinationsReply = z.object({ payload: z.array(destination) });

/** POST /notifications/v1/destinations. */
export const destinationReply = z.object({ payload: destination });

/** GET /notifications/v1/subscriptions/{notificationType}. */
export const subscriptionReply = z.object({ payload: z.object({ destinationId: text }).nullish() });

/** GET /sellers/v1/marketplaceParticipations. */
export const participationsReply = z.object({
  payload: z.array(
    z.object({
      marketplace: z.object({ id: text, name: z.string() }),
      participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean() }),
    }),
  ),
});

/** ReceiveMessage of SQS. */
export const messagesReply = z.object({
  Messages: z.array(z.object({ ReceiptHandle: text, Body: z.string() })).nullish(),
});
