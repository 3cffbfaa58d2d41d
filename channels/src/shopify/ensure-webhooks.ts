import type * as z from "zod";
import type { WebhookCheck } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { subscribe, subscriptions } from "./documents.ts";
import { nextCursor } from "./next-cursor.ts";
import type { subscriptionsReply } from "./replies.ts";

/**
 * What a hub must hear of: orders in every way that they change, what comes back, and what ends the connection. Stock levels are polled, so
 * their echoes stay away.
 */
const topics = [
  "ORDERS_CREATE",
  "ORDERS_UPDATED",
  "ORDERS_CANCELLED",
  "ORDERS_EDITED",
  "ORDERS_FULFILLED",
  "ORDERS_PARTIALLY_FULFILLED",
  "ORDERS_DELETE",
  "REFUNDS_CREATE",
  "RETURNS_APPROVE",
  "RETURNS_CANCEL",
  "RETURNS_CLOSE",
  "RETURNS_DECLINE",
  "RETURNS_PROCESS",
  "RETURNS_REOPEN",
  "RETURNS_UPDATE",
  "APP_UNINSTALLED",
  "APP_SCOPES_UPDATE",
  "LOCATIONS_DEACTIVATE",
  "LOCATIONS_DELETE",
];

/**
 * Subscribes `address` to every topic that it misses: Shopify deletes a subscription after 8 failed deliveries in a row. All are
 * tried before trouble with one is told.
 */
export async function ensureWebhooks(
  client: ShopifyClient,
  address: string,
  signal: AbortSignal,
): Promise<WebhookCheck> {
  const present = await subscribedTopics(client, address, signal);
  const missing = topics.filter((name) => !present.has(name));
  const refusals: string[] = [];
  for (const topic of missing) {
    const refusal = await ask(client, topic, address, signal);
    if (refusal !== null) refusals.push(`${topic}: ${refusal}`);
  }
  if (refusals.length > 0) throw new PlatformError(`Shopify does not send to ${address}: ${refusals.join("; ")}`);
  return { repaired: missing, signatureKeys: null };
}

/** Null when Shopify took it, or had it already: another hub process may have asked a moment ago. */
async function ask(client: ShopifyClient, topic: string, uri: string, signal: AbortSignal): Promise<string | null> {
  const subscription = { uri, format: "JSON" };
  const reply = await client.run(subscribe, { topic, subscription }, signal);
  const [error] = reply.webhookSubscriptionCreate.userErrors;
  return error && !/already been taken/i.test(error.message) ? error.message : null;
}

async function subscribedTopics(client: ShopifyClient, address: string, signal: AbortSignal): Promise<Set<string>> {
  const present = new Set<string>();
  let after: string | null = null;
  do {
    const reply: z.infer<typeof subscriptionsReply> = await client.run(subscriptions, { after }, signal);
    for (const { topic, uri } of reply.webhookSubscriptions.nodes) if (uri === address) present.add(topic);
    after = nextCursor(reply.webhookSubscriptions.pageInfo, after);
  } while (after !== null);
  return present;
}
