import { createHmac, randomUUID } from "node:crypto";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** A message as Shopify sent it to the hub. */
export interface Message {
  headers: Record<string, string>;
  body: Buffer;
}

/** The first message of a topic that the hub stored for the world's Shopify shop. */
export async function storedMessage(world: World, topic: string): Promise<Message> {
  return until(`a message ${topic} is stored`, async () => {
    const { rows } = await world.database.pool.query<Message>(
      "select headers, body from webhook_event where channel_id = $1 and topic = $2 order by received_at limit 1",
      [world.shopify.channel.id, topic],
    );
    return rows[0];
  });
}

/** Sends a message to the hub's intake, signed as Shopify does; with `eventId`, as another event. Returns the answer's status. */
export async function deliver(world: World, { headers, body }: Message, eventId?: string): Promise<number> {
  const signature = createHmac("sha256", "client-secret").update(body).digest("base64");
  const named = eventId === undefined ? {} : { "x-shopify-event-id": eventId, "x-shopify-webhook-id": eventId };
  const response = await fetch(`${world.intake.url}/webhooks/${world.shopify.channel.code}`, {
    method: "POST",
    headers: { ...headers, ...named, "x-shopify-hmac-sha256": signature },
    body: new Uint8Array(body),
  });
  return response.status;
}

/** A message of the same kind with another body, as an event of its own. */
export async function deliverChanged(
  world: World,
  message: Message,
  change: (body: string) => string,
): Promise<string> {
  const eventId = randomUUID();
  const body = Buffer.from(change(message.body.toString()));
  const status = await deliver(world, { ...message, body }, eventId);
  if (status !== 202) throw new Error(`the intake answered ${status}`);
  return eventId;
}
