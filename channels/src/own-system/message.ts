import { Webhook } from "standardwebhooks";
import { type Call, refused, send } from "../http/send.ts";

/** Where an own system listens, and what its messages are signed with. */
export interface Listener {
  address: URL;
  /** `whsec_…`, as the Standard Webhooks specification writes it. */
  secret: string;
  timeoutMs: number | undefined;
}

/** What the hub tells own systems. */
export type Message =
  | { type: "ping"; data: Record<string, never> }
  | { type: "stock.published"; data: { quantities: { sku: string; quantity: number }[] } }
  | { type: "order.shipped"; data: ShippedParcel };

interface ShippedParcel {
  reference: string;
  carrier: string | null;
  tracking: string | null;
  trackingUrl: string | null;
  lines: { reference: string; quantity: number }[];
}

/**
 * Sends one message, signed as Standard Webhooks say (webhook-id, webhook-timestamp, webhook-signature). `id` names it: a message
 * that comes again has the same one. Any answer below 300 means that it was taken.
 */
export async function tell(
  { address, secret, timeoutMs }: Listener,
  id: string,
  message: Message,
  signal: AbortSignal,
): Promise<void> {
  const at = new Date();
  const body = JSON.stringify({ type: message.type, timestamp: at.toISOString(), data: message.data });
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
  // A message replaces what an earlier one said, so it may be repeated like a read.
  const call: Call = { method: "POST", url: address, headers, body, kind: "read", secrets: [secret], timeoutMs };
  const reply = await send(call, signal);
  if (reply.status >= 300) throw refused(call, `answered ${reply.status}: ${reply.text}`, reply.status);
}
