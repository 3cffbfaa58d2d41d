import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { subscribe, subscriptions } from "./documents.ts";
import { nextCursor } from "./next-cursor.ts";
import type { subscriptionsReply } from "./replies.ts";

/** What a hub must hear of: orders in every way that they change. Stock levels are polled, so their echoes stay away. */
const topics = [
  "ORDERS_CREATE",
  "ORDERS_UPDATED",
  "ORDERS_CANCELLED",
  "ORDERS_EDITED",
  "ORDERS_FULFILLED",
  "ORDERS_PARTIALLY_FULFILLED",
  "ORDERS_DELETE",
  "REFUNDS_CREATE",
];

/** Subscribes `address` to every topic that it misses: Shopify deletes a subscription after 8 failed deliveries in a row. */
export async function ensureWebhooks(client: ShopifyClient, address: string, signal: AbortSignal): Promise<void> {
  const present = await subscribedTopics(client, address, signal);
  for (const topic of topics.filter((name) => !present.has(name))) {
    const subscription = { uri: address, format: "JSON" };
    const reply = await client.run(subscribe, { topic, subscription }, signal);
    const [error] = reply.webhookSubscriptionCreate.userErrors;
    if (error) throw new PlatformError(`Shopify does not send ${topic} to ${address}: ${error.message}`);
  }
}

async function subscribedTopics(client: ShopifyClient, address: string, signal: AbortSignal): Promise<Set<string>> {
  const present = new Set<string>();
  let after: string | null = null;
  do {
    const reply: (typeof subscriptionsReply)["_output"] = await client.run(subscriptions, { after }, signal);
    for (const { topic, uri } of reply.webhookSubscriptions.nodes) if (uri === address) present.add(topic);
    after = nextCursor(reply.webhookSubscriptions.pageInfo, after);
  } while (after !== null);
  return present;
}
