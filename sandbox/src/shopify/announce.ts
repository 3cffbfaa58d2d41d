import { createHmac, randomUUID } from "node:crypto";
import { nowMs, toSeconds } from "../clock.ts";
import { exactInteger, writeExactJson } from "../exact-json.ts";
import type { World } from "../world.ts";
import { levelId } from "./level-id.ts";
import { orderPayload } from "./order-payload.ts";
import type { Order, Shop, Subscription } from "./shop.ts";
import { passes } from "./webhook-filter.ts";

/** The API version in webhook headers. */
export const webhookApiVersion = "2026-10";

/** The value of X-Shopify-Hmac-Sha256: HMAC-SHA256 of the raw body with the app's client secret, in base64. */
export function signature(clientSecret: string, body: string): string {
  return createHmac("sha256", clientSecret).update(body, "utf8").digest("base64");
}

/** Tells subscribers of these topics about an order. One act has one event id, in all its topics. */
export function announceOrder(world: World, shop: Shop, order: Order, topics: string[]): void {
  const eventId = randomUUID();
  const wanted = subscribersOf(shop, topics);
  if (wanted.length === 0) return;
  const payload = orderPayload(shop, order);
  for (const subscription of wanted) {
    if (!passes(subscription.filter, payload)) continue;
    const anew = () => bodyOf(orderPayload(shop, order), subscription);
    mail(world, shop, subscription, eventId, bodyOf(payload, subscription), anew);
  }
}

function bodyOf(payload: Record<string, unknown>, { includeFields }: Subscription): string {
  if (includeFields.length === 0) return writeExactJson(payload);
  const names = includeFields.filter((name) => name in payload);
  return writeExactJson(Object.fromEntries(names.map((name) => [name, payload[name]])));
}

/** Tells subscribers that what is available changed. Each level once, as Shopify does for each item and location. */
export function announceLevels(world: World, shop: Shop, touched: { itemId: string; locationId: string }[]): void {
  const wanted = subscribersOf(shop, ["INVENTORY_LEVELS_UPDATE"]);
  if (wanted.length === 0) return;
  const once = new Map(touched.map((key) => [`${key.itemId}/${key.locationId}`, key]));
  for (const { itemId, locationId } of once.values()) {
    const eventId = randomUUID();
    const write = () => writeExactJson(levelPayload(shop, itemId, locationId));
    const [payload, body] = [levelPayload(shop, itemId, locationId), write()];
    for (const subscription of wanted) {
      if (passes(subscription.filter, payload)) mail(world, shop, subscription, eventId, body, write);
    }
  }
}

function levelPayload(shop: Shop, itemId: string, locationId: string): Record<string, unknown> {
  const level = shop.level(itemId, locationId, nowMs());
  return {
    inventory_item_id: exactInteger(itemId),
    location_id: exactInteger(locationId),
    available: level.available,
    updated_at: toSeconds(level.updatedAt),
    admin_graphql_api_id: levelId(level),
  };
}

/** Tells subscribers of one topic what its body says. */
export function announceBody(world: World, shop: Shop, topic: string, payload: Record<string, unknown>): void {
  const eventId = randomUUID();
  for (const subscription of subscribersOf(shop, [topic])) {
    if (!passes(subscription.filter, payload)) continue;
    mail(world, shop, subscription, eventId, writeExactJson(payload));
  }
}

function subscribersOf(shop: Shop, topics: string[]): Subscription[] {
  return [...shop.subscriptions.values()].filter((subscription) => topics.includes(subscription.topic));
}

function mail(
  world: World,
  shop: Shop,
  subscription: Subscription,
  eventId: string,
  body: string,
  anew = () => body,
): void {
  const topic = topicPath(subscription.topic);
  const written = (text: string) => {
    checkBody(world, shop, subscription, topic, text);
    return { body: text, headers: headersOf(shop, subscription, topic, eventId, text) };
  };
  world.mailer.post({
    platform: "shopify",
    shop: shop.handle,
    topic,
    eventId,
    address: subscription.uri,
    ...written(body),
    writtenAnew: () => written(anew()),
    // After its last retry Shopify removes a subscription that was made through the API.
    onGivenUp: () => shop.subscriptions.delete(subscription.id),
  });
}

function checkBody(world: World, shop: Shop, { includeFields }: Subscription, topic: string, body: string): void {
  if (includeFields.length > 0) return;
  const problems = world.contracts?.shopify.checkWebhook(topic, body) ?? [];
  if (problems.length === 0) return;
  world.violations.add({ platform: "shopify", shop: shop.handle, side: "webhook", operation: topic, problems });
}

function headersOf(
  shop: Shop,
  subscription: Subscription,
  topic: string,
  eventId: string,
  body: string,
): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "X-Shopify-Topic": topic,
    "X-Shopify-Hmac-Sha256": signature(shop.settings.clientSecret, body),
    "X-Shopify-Shop-Domain": shop.settings.domain,
    "X-Shopify-API-Version": webhookApiVersion,
    "X-Shopify-Webhook-Id": randomUUID(),
    "X-Shopify-Event-Id": eventId,
    "X-Shopify-Triggered-At": new Date().toISOString(),
    ...(subscription.name ? { "X-Shopify-Name": subscription.name } : {}),
  };
}

/** ORDERS_PARTIALLY_FULFILLED is orders/partially_fulfilled, INVENTORY_LEVELS_UPDATE is inventory_levels/update. */
function topicPath(topic: string): string {
  const match = /^(INVENTORY_LEVELS|INVENTORY_ITEMS|[A-Z]+)_(.+)$/.exec(topic);
  return `${match?.[1]}/${match?.[2]}`.toLowerCase();
}
