import { createSign, randomUUID } from "node:crypto";
import { nowMs, toAmsterdam } from "../clock.ts";
import type { World } from "../world.ts";
import type { BolAccount } from "./account.ts";

/** Tells webhook subscribers that something happened to a resource. The message is a hint: it carries the id, not the state. */
export function announce(world: World, account: BolAccount, resource: string, type: string, resourceId: string): void {
  for (const subscription of account.subscriptions.values()) {
    if (!subscription.enabled || !subscription.resources.includes(resource)) continue;
    const timestamp = toAmsterdam(nowMs());
    const body = JSON.stringify({
      retailerId: account.settings.retailerId,
      timestamp,
      event: { resource, type, resourceId },
    });
    world.mailer.post({
      platform: "bol",
      shop: account.handle,
      topic: `${resource}/${type}`,
      eventId: randomUUID(),
      address: subscription.url,
      body,
      headers: { "Content-Type": "application/json", Signature: signature(account, body) },
      // bol switches a subscription off after ten failures; the retailer has to switch it on again.
      onGivenUp: () => {
        subscription.enabled = false;
      },
    });
  }
}

/** The Signature header: RSA-SHA256 of the raw body, with the id of the key that verifies it. */
export function signature(account: BolAccount, body: string): string {
  const { id, privatePem } = account.signatureKey;
  const value = createSign("RSA-SHA256").update(body, "utf8").sign(privatePem, "base64");
  return `keyId=${id}, algorithm="rsa-sha256", signature=${value}`;
}
