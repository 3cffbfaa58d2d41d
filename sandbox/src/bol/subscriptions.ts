import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer } from "../http/answer.ts";
import { isLoopbackHttp } from "../http/loopback.ts";
import type { World } from "../world.ts";
import type { BolAccount } from "./account.ts";
import { announce } from "./announce.ts";
import { bodyOf, v10 } from "./media-type.ts";
import { problem } from "./problem.ts";
import { accept } from "./processes.ts";

const subscription = z.object({
  resources: z.array(z.string()).min(1),
  url: z.string().min(1),
  subscriptionType: z.enum(["WEBHOOK", "GCP_PUBSUB", "AWS_SQS"]),
  enabled: z.boolean().nullish(),
  identity: z.string().nullish(),
});

/** `GET /retailer/subscriptions` */
export function listSubscriptions(account: BolAccount): Answer {
  return bodyOf(200, { subscriptions: [...account.subscriptions.values()] }, v10);
}

/** `POST /retailer/subscriptions` and, with an id, `PUT /retailer/subscriptions/{subscription-id}`. */
export function saveSubscription(world: World, account: BolAccount, id: string | null, body: unknown): Answer {
  const parsed = subscription.safeParse(body);
  if (!parsed.success) {
    const violations = parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), reason: message }));
    return problem(400, "Bad request", violations);
  }
  const { url, subscriptionType, resources, enabled } = parsed.data;
  // bol takes https only; see isLoopbackHttp for why the sandbox makes one exception.
  if (subscriptionType !== "WEBHOOK" || !(url.startsWith("https://") || isLoopbackHttp(url))) {
    return problem(400, "Bad request", [{ name: "url", reason: `must be an https WEBHOOK address, got ${url}` }]);
  }
  const entityId = id ?? randomUUID();
  const eventType = id === null ? "CREATE_SUBSCRIPTION" : "UPDATE_SUBSCRIPTION";
  return accept(world, account, eventType, `Save subscription ${url}.`, entityId, () => {
    if (resources.includes("ORDER") && !account.settings.ordersByWebhook) return "Resource ORDER is not available.";
    if (id !== null && !account.subscriptions.has(id)) return `Subscription with id ${id} not found.`;
    account.subscriptions.set(entityId, { id: entityId, resources, url, subscriptionType, enabled: enabled ?? true });
    return null;
  });
}

/** `DELETE /retailer/subscriptions/{subscription-id}` */
export function deleteSubscription(world: World, account: BolAccount, id: string): Answer {
  return accept(world, account, "DELETE_SUBSCRIPTION", `Delete subscription ${id}.`, id, () =>
    account.subscriptions.delete(id) ? null : `Subscription with id ${id} not found.`,
  );
}

/** `POST /retailer/subscriptions/test/{subscription-id}`: sends a message to every subscriber of process statuses. */
export function testSubscription(world: World, account: BolAccount, id: string): Answer {
  return accept(world, account, "SEND_SUBSCRIPTION_TST_MSG", `Test subscription ${id}.`, id, () => {
    const found = account.subscriptions.get(id);
    if (!found) return `Subscription with id ${id} not found.`;
    announce(world, account, found.resources[0] ?? "PROCESS_STATUS", "TEST", id);
    return null;
  });
}

/** `GET /retailer/subscriptions/signature-keys`: the public key as SPKI DER in base64. */
export function listSignatureKeys(account: BolAccount): Answer {
  const { id, publicBase64 } = account.signatureKey;
  return bodyOf(200, { signatureKeys: [{ id, type: "RSA", publicKey: publicBase64 }] }, v10);
}
