import * as z from "zod";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const units = z.int().min(0);
/** What is no number of units is unknown, of this order or offer alone: the others of its page are told all the same. */
const toldUnits = units.catch(Number.NaN);
const text = z.string().min(1);

/** bol leaves out a list that is empty; an answer that has other fields instead is no empty list. */
function orNothing<T extends z.ZodType>(reply: T, empty: z.output<T>) {
  return z.union([reply, z.strictObject({}).transform(() => empty)]);
}

/** Answer of login.bol.com/token. */
export const tokenReply = z.object({ access_token: text, expires_in: z.number().positive() });

/** 204: done, and nothing to say. */
export const nothing = z.undefined();

const listedItem = z.object({
  orderItemId: text,
  ean: z.string(),
  fulfilmentMethod: z.string(),
  quantity: toldUnits,
  quantityShipped: toldUnits,
  quantityCancelled: toldUnits,
  latestChangedDateTime: time.nullish(),
});
const listedOrder = z.object({ orderId: text, orderPlacedDateTime: time.nullish(), orderItems: z.array(listedItem) });

export type ListedItem = z.infer<typeof listedItem>;
export type ListedOrder = z.infer<typeof listedOrder>;

/** GET /retailer/orders. */
export const ordersReply = orNothing(z.object({ orders: z.array(listedOrder) }), { orders: [] });

const orderItem = z.object({
  orderItemId: text,
  fulfilment: z.object({ method: z.string().nullish() }).nullish(),
  offer: z.object({ offerId: z.string().nullish(), reference: z.string().nullish() }).nullish(),
  product: z.object({ ean: z.string().nullish(), title: z.string().nullish() }).nullish(),
  quantity: toldUnits,
  quantityShipped: toldUnits,
  quantityCancelled: toldUnits,
  latestChangedDateTime: time.nullish(),
});

export type OrderItem = z.infer<typeof orderItem>;

/** GET /retailer/orders/{order-id}. */
export const orderReply = z.object({
  orderId: text,
  orderPlacedDateTime: time.nullish(),
  shipmentDetails: z.object({ countryCode: z.string().nullish() }).nullish(),
  orderItems: z.array(orderItem),
});

export type BolOrder = z.infer<typeof orderReply>;

const offer = z.object({
  offerId: text,
  ean: z.string().nullish(),
  reference: z.string().nullish(),
  unknownProductTitle: z.string().nullish(),
  fulfilment: z.object({ method: z.string() }),
  stock: z.object({ amount: z.int().catch(Number.NaN), correctedStock: z.int().nullish().catch(Number.NaN) }).nullish(),
});

export type Offer = z.infer<typeof offer>;

/** GET /retailer/offers (v11). */
export const offersReply = z.object({
  offers: z.array(offer),
  page: z.object({ nextCursor: z.string().nullish() }),
});

/** A request that bol works on after answering 202. */
export const processStatusReply = z.object({
  processStatusId: z.string().nullish(),
  status: z.enum(["PENDING", "SUCCESS", "FAILURE", "TIMEOUT"]),
  errorMessage: z.string().nullish(),
});

/** GET /retailer/shipments. */
export const shipmentsReply = orNothing(
  z.object({ shipments: z.array(z.object({ shipmentReference: z.string().nullish() })) }),
  { shipments: [] },
);

/** GET /retailer/subscriptions. */
export const subscriptionsReply = orNothing(
  z.object({
    subscriptions: z.array(
      z.object({
        id: text.nullish(),
        resources: z.array(z.string()),
        url: z.string(),
        subscriptionType: z.string().nullish(),
        enabled: z.boolean().nullish(),
      }),
    ),
  }),
  { subscriptions: [] },
);

/** GET /retailer/subscriptions/signature-keys. */
export const signatureKeysReply = orNothing(
  z.object({ signatureKeys: z.array(z.object({ id: text, publicKey: text })) }),
  { signatureKeys: [] },
);

/** GET /retailer/inventory. */
export const inventoryReply = orNothing(
  z.object({
    inventory: z.array(z.object({ ean: text, bsku: text, regularStock: units, gradedStock: units })),
  }),
  { inventory: [] },
);

const returnedItem = z.object({
  rmaId: text,
  orderId: text,
  ean: z.string(),
  expectedQuantity: z.int().min(1),
  returnReason: z
    .object({
      mainReason: z.string().nullish(),
      detailedReason: z.string().nullish(),
      customerComments: z.string().nullish(),
    })
    .nullish(),
  handled: z.boolean(),
});

export type ReturnedItem = z.infer<typeof returnedItem>;

/** GET /retailer/returns. */
export const returnsReply = orNothing(
  z.object({ returns: z.array(z.object({ registrationDateTime: time, returnItems: z.array(returnedItem) })) }),
  { returns: [] },
);
