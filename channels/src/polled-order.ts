import * as z from "zod";

/** The topic of messages that the hub leaves for itself. No platform has one like it. */
export const polledOrderTopic = "stockpool/polled-order";

/** A message that says: this order was polled and could not be taken in; read it again. */
export function polledOrder(platformOrderId: string): { topic: string; body: Uint8Array } {
  return { topic: polledOrderTopic, body: Buffer.from(JSON.stringify({ platformOrderId })) };
}

/** The order that such a message names. */
export function readPolledOrder(body: Uint8Array): string {
  return note.parse(JSON.parse(Buffer.from(body).toString("utf8"))).platformOrderId;
}

const note = z.object({ platformOrderId: z.string() });
