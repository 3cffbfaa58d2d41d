import * as z from "zod";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const units = z.int().min(0);
/** What is no number of units is unknown, of this order or listing alone: the others of its page are told all the same. */
const toldUnits = units.catch(Number.NaN);
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const userErrors = z.array(
  z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() }),
);

/** Answer of /admin/oauth/access_token. */
export const tokenReply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** The envelope of every GraphQL answer. */
export const graphqlReply = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }))
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number().nullish(),
          throttleStatus: z
            .object({
              maximumAvailable: z.number().positive().nullish(),
              currentlyAvailable: z.number(),
              restoreRate: z.number().positive(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** inventorySetQuantities. A change of zero units has no group, so its absence says nothing. */
export const setQuantitiesReply = z.object({ inventorySetQuantities: z.object({ userErrors }) });

/** nodes(ids) of inventory items; null for ids that the shop does not know. */
export const levelsReply = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string().optional(),
        tracked: z.boolean().optional(),
        inventoryLevel: z
          .object({
            isActive: z.boolean(),
            quantities: z.array(z.object({ name: z.string(), quantity: z.int().catch(Number.NaN) })),
          })
          .nullish(),
      })
      .nullable(),
  ),
});

const line = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  title: z.string(),
  quantity: toldUnits,
  currentQuantity: toldUnits,
  unfulfilledQuantity: toldUnits,
  variant: z.object({ id: z.string(), barcode: z.string().nullish() }).nullish(),
});
const lines = z.object({ nodes: z.array(line), pageInfo });

const order = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: time,
  processedAt: time.nullish(),
  updatedAt: time,
  cancelledAt: time.nullish(),
  displayFulfillmentStatus: z.string(),
  shippingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  lineItems: lines,
});

export type ShopifyLine = z.infer<typeof line>;
export type ShopifyOrder = z.infer<typeof order>;

/** orders(query). */
export const ordersReply = z.object({ orders: z.object({ nodes: z.array(order), pageInfo }) });

/** order(id). */
export const orderReply = z.object({ order: order.nullable() });

/** The lines of one order after the first page. */
export const moreLinesReply = z.object({ order: z.object({ updatedAt: time, lineItems: lines }).nullable() });

const parcelLines = z.object({
  nodes: z.array(z.object({ quantity: toldUnits.nullish(), lineItem: z.object({ id: z.string() }) })),
  pageInfo,
});

/** fulfillment(id): lines after the first page. */
export const moreParcelLinesReply = z.object({
  fulfillment: z.object({ fulfillmentLineItems: parcelLines }).nullable(),
});

/** What is in the parcels of one order. */
export const parcelsReply = z.object({
  order: z
    .object({
      updatedAt: time,
      fulfillments: z.array(
        z.object({
          id: z.string(),
          status: z.string(),
          trackingInfo: z.array(z.object({ number: z.string().nullish() })),
          fulfillmentLineItems: parcelLines,
        }),
      ),
    })
    .nullable(),
});

/** One variant, in a page or in an export. */
export const variantReply = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  title: z.string(),
  /** A bundle: what it shows follows from its parts. */
  requiresComponents: z.boolean(),
  product: z.object({ title: z.string() }),
  inventoryItem: z.object({ id: z.string() }),
});

/** productVariants. */
export const variantsReply = z.object({ productVariants: z.object({ nodes: z.array(variantReply), pageInfo }) });

/** productVariantsCount. */
export const countReply = z.object({ productVariantsCount: z.object({ count: units }) });

const bulkOperation = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullish(),
  url: z.string().nullish(),
  rootObjectCount: z.string().regex(/^\d+$/),
});

export type BulkOperation = z.infer<typeof bulkOperation>;

/** bulkOperationRunQuery. */
export const exportReply = z.object({
  bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }).nullable(), userErrors }),
});

/** bulkOperation(id). */
export const bulkReply = z.object({ bulkOperation: bulkOperation.nullable() });

/** webhookSubscriptions. */
export const subscriptionsReply = z.object({
  webhookSubscriptions: z.object({ nodes: z.array(z.object({ topic: z.string(), uri: z.string() })), pageInfo }),
});

/** webhookSubscriptionCreate. */
export const subscribeReply = z.object({ webhookSubscriptionCreate: z.object({ userErrors }) });

const waitingLines = z.object({
  nodes: z.array(z.object({ id: z.string(), remainingQuantity: units, lineItem: z.object({ id: z.string() }) })),
  pageInfo,
});

/** fulfillmentOrder(id): lines after the first page. */
export const moreToShipReply = z.object({ fulfillmentOrder: z.object({ lineItems: waitingLines }).nullable() });

/** order(id).fulfillmentOrders: what is still to be shipped, by place. */
export const toShipReply = z.object({
  order: z
    .object({
      fulfillmentOrders: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            supportedActions: z.array(z.object({ action: z.string() })),
            assignedLocation: z.object({ location: z.object({ id: z.string() }).nullish() }),
            lineItems: waitingLines,
          }),
        ),
      }),
    })
    .nullable(),
});

/** fulfillmentCreate. */
export const fulfillmentCreateReply = z.object({ fulfillmentCreate: z.object({ userErrors }) });

/** currentAppInstallation. */
export const scopesReply = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** locations. */
export const locationsReply = z.object({
  locations: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        isActive: z.boolean(),
        fulfillsOnlineOrders: z.boolean(),
        isFulfillmentService: z.boolean(),
        address: z.object({ countryCode: z.string().nullish() }).nullish(),
      }),
    ),
    pageInfo,
  }),
});

/** orderCancel. */
export const cancelReply = z.object({
  orderCancel: z.object({ job: z.object({ id: z.string() }).nullish(), orderCancelUserErrors: userErrors }),
});

/** job(id); null when Shopify has forgotten it. */
export const jobReply = z.object({ job: z.object({ id: z.string(), done: z.boolean() }).nullable() });

export type UserErrors = z.infer<typeof userErrors>;
