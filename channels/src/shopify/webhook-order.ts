import { LosslessNumber } from "lossless-json";
import * as z from "zod";
import type { PlatformOrder, PlatformOrderLine } from "../connector.ts";
import { parseExactly } from "../parse-exactly.ts";
import type { PlatformEvent } from "../platform-event.ts";
import { lineUnits } from "./line-units.ts";

const id = z.union([z.int(), z.instanceof(LosslessNumber)]).transform(String);
const count = z.union([z.number(), z.instanceof(LosslessNumber).transform(Number)]).pipe(z.int().min(0));
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const orderLine = z.object({
  id,
  admin_graphql_api_id: z.string().nullish(),
  variant_id: id.nullish(),
  sku: z.string().nullish(),
  title: z.string(),
  quantity: count,
  fulfillable_quantity: count,
});

const orderBody = z.object({
  id,
  admin_graphql_api_id: z.string().nullish(),
  name: z.string(),
  created_at: time,
  processed_at: time.nullish(),
  updated_at: time,
  cancelled_at: time.nullish(),
  shipping_address: z.object({ country_code: z.string().nullish() }).nullish(),
  line_items: z.array(orderLine),
  fulfillments: z.array(z.object({ status: z.string(), line_items: z.array(z.object({ id, quantity: count })) })),
});

const orderTopics = new Set(
  ["create", "updated", "cancelled", "paid", "fulfilled", "partially_fulfilled"].map((act) => `orders/${act}`),
);

/** Where each message that is only a hint names its order. */
const hints: Record<string, z.ZodType<string>> = {
  "orders/delete": z.object({ id }).transform((body) => body.id),
  "orders/edited": z.object({ order_edit: z.object({ order_id: id }) }).transform((body) => body.order_edit.order_id),
  "refunds/create": z.object({ order_id: id }).transform((body) => body.order_id),
  "fulfillments/create": z.object({ order_id: id }).transform((body) => body.order_id),
  "fulfillments/update": z.object({ order_id: id }).transform((body) => body.order_id),
};

/** Every message about a return names it; not every one names its order. */
const returnBody = z
  .object({ id, admin_graphql_api_id: z.string().nullish() })
  .transform((body) => body.admin_graphql_api_id ?? gid("Return", body.id));

/** Reads a webhook of Shopify; those of orders carry the whole order. Throws when the body is not what the topic promises. */
export function readShopifyEvent(topic: string, body: Uint8Array): PlatformEvent {
  if (orderTopics.has(topic)) return { kind: "order", order: toOrder(check(topic, orderBody, body)) };
  const connection = connectionTopics[topic];
  if (connection) return { kind: "connection", why: connection };
  if (isNewerOrderTopic(topic)) return newerOrderEvent(topic, body);
  if (topic.startsWith("returns/")) return { kind: "return_hint", about: check(topic, returnBody, body) };
  const hint = Object.hasOwn(hints, topic) ? hints[topic] : undefined;
  if (!hint) return { kind: "ignored", why: `${topic} carries no order` };
  const platformOrderId = gid("Order", check(topic, hint, body));
  return {
    kind: "order_hint",
    platformOrderId,
    ...(topic === "refunds/create" && { mayReturn: true }),
    ...(topic === "orders/delete" && { isDeleted: true }),
  };
}

/** What ends, or changes, what the hub may do. */
const connectionTopics: Record<string, string | undefined> = {
  "app/uninstalled": "the app was uninstalled",
  "app/scopes_update": "the app's access scopes changed",
  "locations/deactivate": "a location was deactivated",
  "locations/delete": "a location was deleted",
};

function isNewerOrderTopic(topic: string): boolean {
  return /^orders?\/\w+$/i.test(topic) && !Object.hasOwn(hints, topic);
}

/** A newer event carries what its subscription asks for, whatever that is: it says which order to read. */
function newerOrderEvent(topic: string, body: Uint8Array): PlatformEvent {
  const text = new TextDecoder().decode(body);
  const named = new Set(text.match(/gid:\/\/shopify\/Order\/\d+/g));
  const [platformOrderId] = named;
  if (named.size === 1 && platformOrderId) return { kind: "order_hint", platformOrderId };
  throw new Error(`Shopify event ${topic} must name one order, got ${named.size}`);
}

function check<T>(topic: string, schema: z.ZodType<T>, body: Uint8Array): T {
  const result = schema.safeParse(parseBody(topic, body));
  if (result.success) return result.data;
  throw new Error(`Shopify webhook ${topic} is not its contract: ${z.prettifyError(result.error)}`);
}

function parseBody(topic: string, body: Uint8Array): unknown {
  try {
    return parseExactly(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Error(`Shopify webhook ${topic} is not JSON`);
  }
}

function toOrder(body: z.infer<typeof orderBody>): PlatformOrder {
  const fulfilled = fulfilledUnits(body);
  return {
    platformOrderId: body.admin_graphql_api_id ?? gid("Order", body.id),
    name: body.name,
    placedAt: body.processed_at ?? body.created_at,
    updatedAt: body.updated_at,
    country: body.shipping_address?.country_code ?? null,
    fulfilledBy: "merchant",
    lines: body.line_items.map((line) => toLine(line, fulfilled.get(line.id) ?? 0, body.cancelled_at != null)),
  };
}

function fulfilledUnits(body: z.infer<typeof orderBody>): Map<string, number> {
  const units = new Map<string, number>();
  for (const { status, line_items } of body.fulfillments) {
    if (status !== "success") continue;
    for (const line of line_items) units.set(line.id, (units.get(line.id) ?? 0) + line.quantity);
  }
  return units;
}

function toLine(line: z.infer<typeof orderLine>, fulfilled: number, isOrderCancelled: boolean): PlatformOrderLine {
  const counts = { quantity: line.quantity, unfulfilled: line.fulfillable_quantity, fulfilled, isOrderCancelled };
  return {
    platformLineId: line.admin_graphql_api_id ?? gid("LineItem", line.id),
    platformId: line.variant_id ? gid("ProductVariant", line.variant_id) : null,
    sku: line.sku || null,
    barcode: null,
    title: line.title,
    ...lineUnits(counts),
  };
}

function gid(type: string, number: string): string {
  return `gid://shopify/${type}/${number}`;
}
