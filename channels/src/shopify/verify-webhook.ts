import { createHmac, timingSafeEqual } from "node:crypto";
import type { ShopifyCredentials } from "../credentials.ts";
import type { VerifiedWebhook } from "../verified-webhook.ts";

/**
 * Checks Shopify's signature: base64 HMAC-SHA256 of the raw body with the app's client secret. Reads the classic headers
 * (X-Shopify-…) and those of the newer events (shopify-…, from 2026-10 on), never one of each, and takes only messages of the
 * channel's own shop. A newer event is named by topic and action, and known by its webhook id.
 */
export function verifyShopifyWebhook(
  credentials: ShopifyCredentials,
  headers: Headers,
  rawBody: Uint8Array,
): VerifiedWebhook | null {
  const isClassic = headers.has("x-shopify-topic");
  const read = (name: string) => headers.get(isClassic ? `x-shopify-${name}` : `shopify-${name}`);
  if (read("shop-domain")?.toLowerCase() !== credentials.shop) return null;
  if (!isSigned(credentials.clientSecret, rawBody, read("hmac-sha256"))) return null;
  const topic = isClassic ? read("topic") : [read("topic"), read("action")].filter(Boolean).join("/");
  const event = (isClassic ? read("event-id") : null) ?? read("webhook-id");
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
