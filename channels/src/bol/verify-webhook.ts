import { createHash, createPublicKey, verify } from "node:crypto";
import type { SignatureKey, VerifiedWebhook } from "../verified-webhook.ts";
import { readBolEvent } from "./webhook-event.ts";

/**
 * Checks bol's signature: `Signature: keyId=0, algorithm="rsa-sha256", signature=<base64>`, RSA over the raw body with the
 * account's key of that id. Format from connectors in use (Nov 2026); without keys nothing is taken and orders come by poll.
 */
export function verifyBolWebhook(keys: SignatureKey[], headers: Headers, rawBody: Uint8Array): VerifiedWebhook | null {
  const parts = signatureParts(headers.get("signature") ?? "");
  const key = keys.find(({ id }) => id === parts.get("keyid"));
  if (!key || !isSigned(key.publicKey, rawBody, parts.get("signature") ?? "")) return null;
  const event = readBolEvent(rawBody);
  if (!event) return null;
  // bol names no event, so the whole message does; a repetition is the same bytes.
  const hash = createHash("sha256").update(rawBody).digest("hex");
  return { platformEventId: hash, topic: `${event.resource}/${event.type}` };
}

/** Splits each pair at its first "=" only: base64 ends in "=". */
function signatureParts(header: string): Map<string, string> {
  const pairs = header.split(",").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [
      pair.slice(0, at).trim().toLowerCase(),
      pair
        .slice(at + 1)
        .trim()
        .replace(/^"|"$/g, ""),
    ];
  });
  return new Map(pairs);
}

function isSigned(publicKey: string, rawBody: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verify("RSA-SHA256", rawBody, key, Buffer.from(signature, "base64"));
  } catch {
    // A key that cannot be read verifies nothing.
    return false;
  }
}
