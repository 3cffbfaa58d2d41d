import { randomUUID } from "node:crypto";

/** A message as the intake stores it, with an event id of its own. */
export function makeEvent(
  channel: { id: string },
  parts: { platformEventId?: string; topic?: string; body?: string; receivedAt?: Date } = {},
) {
  const id = randomUUID();
  return {
    id,
    channelId: channel.id,
    platformEventId: parts.platformEventId ?? id,
    topic: parts.topic ?? "orders/create",
    headers: { "content-type": "application/json" },
    body: Buffer.from(parts.body ?? "{}"),
    receivedAt: parts.receivedAt ?? new Date(),
  };
}
