import { createHmac, timingSafeEqual } from "node:crypto";
import type { ShopifyCredentials } from "../credentials.ts";
import type { VerifiedWebhook } from "../verified-webhook.ts";

/**
 * Checks Shopify's signature: base64 HMAC-SHA256 of the raw body with the app's client secret. Reads the classic headers
 * (X-Shopify-…) and those of the newer events (shopify-…), and takes only messages of the channel's own shop.
 */
export function verifyShopifyWebhook(
  credentials: ShopifyCredentials,
  headers: Headers,
  rawBody: Uint8Array,
): VerifiedWebhook | null {
  const read = (name: string) => headers.get(`x-shopify-${name}`) ?? headers.get(`shopify-${name}`);
  if (read("shop-domain")?.toLowerCase() !== credentials.shop) return null;
  if (!isSigned(credentials.clientSecret, rawBody, read("hmac-sha256"))) return null;
  const topic = read("topic");
  const event = read("event-id") ?? read("webhook-id");
  if (!isName(topic) || !isName(event)) return null;
  // One act of the merchant can cause several topics under one event id.
  return { platformEventId: `${topic}:${event}`, topic };
}

function isSigned(secret: string, rawBody: Uint8Array, signature: string | null): boolean {
  if (signature === null) return false;
  const expected = createHmac("sha256", secret).update(rawBody).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isName(value: string | null): value is string {
  return value !== null && /^[\w./:-]{1,200}$/.test(value);
}
