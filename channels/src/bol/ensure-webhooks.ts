import type * as z from "zod";
import type { WebhookCheck } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { readProcess } from "./process.ts";
import { processStatusReply, signatureKeysReply, subscriptionsReply } from "./replies.ts";

const path = "/retailer/subscriptions";
const resource = "ORDER";

/**
 * Subscribes `address` to orders, switches a subscription on again that bol switched off (it does so when ten deliveries in ten
 * minutes fail), and reads the keys that bol signs with. Documents disagree on whether bol sends orders by webhook (Nov
 * 2026), so sales are polled whatever comes of this.
 */
export async function ensureWebhooks(client: BolClient, address: string, signal: AbortSignal): Promise<WebhookCheck> {
  const known = await client.read({ endpoint: "subscriptions", method: "GET", path }, subscriptionsReply, signal);
  const ours = (known?.subscriptions ?? []).filter(({ url, subscriptionType }) => {
    return url === address && (subscriptionType ?? type) === type;
  });
  const isThere = ours.some(({ resources, enabled }) => resources.includes(resource) && enabled !== false);
  if (!isThere) await ask(client, address, ours[0] ?? null, signal);
  return { repaired: isThere ? [] : [resource], signatureKeys: await signatureKeys(client, signal) };
}

const type = "WEBHOOK";

type Subscription = z.infer<typeof subscriptionsReply>["subscriptions"][number];

async function ask(client: BolClient, url: string, known: Subscription | null, signal: AbortSignal): Promise<void> {
  const resources = [...new Set([...(known?.resources ?? []), resource])];
  const body = { resources, url, subscriptionType: type, enabled: true };
  const change = known?.id ? ({ method: "PUT", path: `${path}/${encodeURIComponent(known.id)}` } as const) : null;
  const request = { endpoint: "subscriptions", ...(change ?? { method: "POST", path }), body } as const;
  const first = await client.write(request, processStatusReply, signal);
  // A look, so that the next check finds it; what takes longer is seen by a later one.
  const now = first.processStatusId ? await readProcess(client, first.processStatusId, signal) : first;
  if (now?.status !== "FAILURE") return;
  throw new PlatformError(`bol does not send ${resource} to ${url}: ${now.errorMessage || "it does not say why"}`);
}

async function signatureKeys(client: BolClient, signal: AbortSignal): Promise<WebhookCheck["signatureKeys"]> {
  const request = { endpoint: "signatureKeys", method: "GET", path: `${path}/signature-keys` } as const;
  const reply = await client.read(request, signatureKeysReply, signal);
  return (reply?.signatureKeys ?? []).map(({ id, publicKey }) => ({ id, publicKey }));
}
