import { verifyBolWebhook } from "./bol/verify-webhook.ts";
import { requireBuilt } from "./built.ts";
import { bolCredentials, shopifyCredentials } from "./credentials.ts";
import { verifyShopifyWebhook } from "./shopify/verify-webhook.ts";
import type { SignatureKey, VerifiedWebhook, WebhookHeaders } from "./verified-webhook.ts";

export { builtPlatforms } from "./built.ts";
export { checkAccount } from "./check-account.ts";
export type { PlatformLocation } from "./connector.ts";
export { credentialsSchemas, open, parseCredentials, seal } from "./credentials.ts";
export { type PreparedAccount, prepareAccount, type WrongAccount } from "./prepare-account.ts";
export type { SignatureKey, VerifiedWebhook, WebhookHeaders } from "./verified-webhook.ts";

/**
 * Proves that a message was signed by the platform for this very account, over the raw body. Null means: answer 401 and
 * store nothing. `credentials` are the opened ones of the channel, `signatureKeys` the keys that the platform was last seen to use.
 */
export function verifyWebhook(
  platform: string,
  credentials: unknown,
  headers: WebhookHeaders,
  rawBody: Uint8Array,
  signatureKeys: SignatureKey[] = [],
): VerifiedWebhook | null {
  const built = requireBuilt(platform);
  switch (built) {
    case "shopify":
      return verifyShopifyWebhook(shopifyCredentials.parse(credentials), asHeaders(headers), rawBody);
    case "bol":
      return verifyBolWebhook(keysOf(credentials, signatureKeys), asHeaders(headers), rawBody);
    case "amazon":
      // Amazon calls nobody: its messages lie in a queue, which the worker reads.
      return null;
    case "portal":
    case "pos":
      // Systems of one's own sell through the API.
      return null;
  }
}

/** Whether a platform signs with keys of its own, which change, and not with the account's secret. */
export function signsWithOwnKeys(platform: string): boolean {
  return platform === "bol";
}

/** Keys that were read from the platform go before those that somebody once filled in. */
function keysOf(credentials: unknown, read: SignatureKey[]): SignatureKey[] {
  return [...read, ...(bolCredentials.parse(credentials).signatureKeys ?? [])];
}

function asHeaders(headers: WebhookHeaders): Headers {
  if (headers instanceof Headers) return headers;
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return new Headers(entries);
}
