import { createHash } from "node:crypto";
import * as z from "zod";
import type { PlatformOrder } from "../connector.ts";
import type { PlatformEvent } from "../platform-event.ts";

const topicOrder = "ORDER_CHANGE";

/** Amazon writes some notifications in PascalCase and some in camelCase. */
const envelope = z.union([
  z
    .object({
      NotificationType: z.string(),
      NotificationMetadata: z.object({ NotificationId: z.string().min(1).max(200) }),
    })
    .transform((one) => ({ topic: one.NotificationType, id: one.NotificationMetadata.NotificationId })),
  z
    .object({
      notificationType: z.string(),
      notificationMetadata: z.object({ notificationId: z.string().min(1).max(200) }),
    })
    .transform((one) => ({ topic: one.notificationType, id: one.notificationMetadata.notificationId })),
]);

const units = z.int().min(0);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const orderChange = z.object({
  Payload: z.object({
    OrderChangeNotification: z.object({
      NotificationLevel: z.string(),
      AmazonOrderId: z.string().min(1),
      OrderChangeTrigger: z.object({ TimeOfOrderChange: time.nullish() }),
      Summary: z.object({
        OrderStatus: z.string(),
        PurchaseDate: time.nullish(),
        FulfillmentType: z.string(),
        OrderItems: z.array(
          z.object({
            OrderItemId: z.string().min(1),
            SellerSKU: z.string(),
            Quantity: units,
            QuantityShipped: units.default(0),
          }),
        ),
      }),
    }),
  }),
});

type OrderChange = z.infer<typeof orderChange>["Payload"]["OrderChangeNotification"];

/** What a message of the queue is. A second delivery has the same id, and one that Amazon publishes twice too. */
export function readNotification(body: string): { platformEventId: string; topic: string } {
  const read = envelope.safeParse(parse(body));
  if (read.success) return { platformEventId: read.data.id, topic: read.data.topic.slice(0, 100) };
  return { platformEventId: createHash("sha256").update(body).digest("hex"), topic: "unknown" };
}

/**
 * Reads a stored message. A change of an order tells SKUs and units, so no call is needed, and none of Amazon's budget. One that
 * tells a part of the order only is a hint. Throws when the body is not what the topic promises.
 */
export function readAmazonEvent(topic: string, body: Uint8Array): PlatformEvent {
  if (topic !== topicOrder) return { kind: "ignored", why: `${topic} carries no order` };
  const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  const { OrderChangeNotification: change } = orderChange.parse(parse(text)).Payload;
  const order = change.NotificationLevel === "OrderLevel" ? toOrder(change) : null;
  return order ? { kind: "order", order } : { kind: "order_hint", platformOrderId: change.AmazonOrderId };
}

/** Null where a time is missing by which this version could be told from others. */
function toOrder({ AmazonOrderId: id, OrderChangeTrigger, Summary }: OrderChange): PlatformOrder | null {
  const updatedAt = OrderChangeTrigger.TimeOfOrderChange;
  if (!updatedAt || Summary.OrderItems.length === 0) return null;
  const isCancelled = Summary.OrderStatus === "Canceled";
  return {
    platformOrderId: id,
    name: id,
    placedAt: Summary.PurchaseDate ?? updatedAt,
    updatedAt,
    country: null,
    fulfilledBy: Summary.FulfillmentType === "AFN" ? "platform" : "merchant",
    lines: Summary.OrderItems.map(({ OrderItemId, SellerSKU, Quantity: ordered, QuantityShipped: shipped }) => ({
      ...{ platformLineId: OrderItemId, platformId: SellerSKU || null, sku: SellerSKU || null, barcode: null },
      ...{
        title: SellerSKU || OrderItemId,
        ordered,
        shipped,
        cancelled: isCancelled ? Math.max(0, ordered - shipped) : 0,
      },
    })),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is no notification; the caller says so.
    return null;
  }
}
