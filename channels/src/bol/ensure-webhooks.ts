import type { BolClient } from "./client.ts";
import { processStatusReply, subscriptionsReply } from "./replies.ts";

const path = "/retailer/subscriptions";

/**
 * Subscribes `address` to orders. Documents disagree on whether bol sends orders by webhook (Nov 2026), so sales are polled
 * whatever comes of this.
 */
export async function ensureWebhooks(client: BolClient, address: string, signal: AbortSignal): Promise<void> {
  const known = await client.read({ endpoint: "subscriptions", method: "GET", path }, subscriptionsReply, signal);
  const isThere = known?.subscriptions.some(
    ({ url, resources, enabled }) => url === address && resources.includes("ORDER") && enabled !== false,
  );
  if (isThere) return;
  const body = { resources: ["ORDER"], url: address, subscriptionType: "WEBHOOK", enabled: true };
  await client.write({ endpoint: "subscriptions", method: "POST", path, body }, processStatusReply, signal);
}
