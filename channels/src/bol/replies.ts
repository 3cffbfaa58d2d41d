import * as z from "zod";

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const units = z.int().min(0);
const text = z.string().min(1);

/** Answer of login.bol.com/token. */
export const tokenReply = z.object({ access_token: text, expires_in: z.number().positive() });

/** A body that says nothing, or nothing that matters. */
export const nothing = z.unknown();

const listedItem = z.object({
  orderItemId: text,
  ean: z.string(),
  fulfilmentMethod: z.string(),
  quantity: units,
  quantityShipped: units,
  quantityCancelled: units,
  latestChangedDateTime: time.nullish(),
});
const listedOrder = z.object({ orderId: text, orderPlacedDateTime: time.nullish(), orderItems: z.array(listedItem) });

export type ListedItem = z.infer<typeof listedItem>;
export type ListedOrder = z.infer<typeof listedOrder>;

/** GET /retailer/orders. The list is left out when it is empty. */
export const ordersReply = z.object({ orders: z.array(listedOrder).default([]) });

const orderItem = z.object({
  orderItemId: text,
  fulfilment: z.object({ method: z.string().nullish() }).nullish(),
  offer: z.object({ offerId: z.string().nullish(), reference: z.string().nullish() }).nullish(),
  product: z.object({ ean: z.string().nullish(), title: z.string().nullish() }).nullish(),
  quantity: units,
  quantityShipped: units,
  quantityCancelled: units,
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
  stock: z.object({ amount: z.int(), correctedStock: z.int().nullish() }).nullish(),
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
export const shipmentsReply = z.object({
  shipments: z.array(z.object({ shipmentReference: z.string().nullish() })).default([]),
});

/** GET /retailer/subscriptions. */
export const subscriptionsReply = z.object({
  subscriptions: z
    .array(z.object({ resources: z.array(z.string()), url: z.string(), enabled: z.boolean().nullish() }))
    .default([]),
});
