import { readBolEvent } from "./bol/webhook-event.ts";
import { requireBuilt } from "./built.ts";
import type { PlatformOrder } from "./connector.ts";
import { readShopifyEvent } from "./shopify/webhook-order.ts";

/** What a stored message means for the hub. */
export type PlatformEvent =
  | { kind: "order"; order: PlatformOrder }
  /** Something about this order changed: read it. */
  | { kind: "order_hint"; platformOrderId: string }
  | { kind: "ignored"; why: string };

/** Reads a verified message. Throws when the body is not what the topic promises. */
export function readEvent(platform: string, topic: string, body: Uint8Array): PlatformEvent {
  const built = requireBuilt(platform);
  switch (built) {
    case "shopify":
      return readShopifyEvent(topic, body);
    case "bol":
      return bolEvent(topic, body);
  }
}

function bolEvent(topic: string, body: Uint8Array): PlatformEvent {
  const event = readBolEvent(body);
  if (!event) throw new Error(`bol message ${topic} is not an event`);
  if (event.resource !== "ORDER") return { kind: "ignored", why: `${topic} carries no order` };
  return { kind: "order_hint", platformOrderId: event.resourceId };
}
