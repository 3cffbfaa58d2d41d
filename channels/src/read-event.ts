import { readAmazonEvent } from "./amazon/notification.ts";
import { readBolEvent } from "./bol/webhook-event.ts";
import { requireBuilt } from "./built.ts";
import type { PlatformEvent } from "./platform-event.ts";
import { polledOrderTopic, readPolledOrder } from "./polled-order.ts";
import { readShopifyEvent } from "./shopify/webhook-order.ts";

/** Reads a verified message. Throws when the body is not what the topic promises. */
export function readEvent(platform: string, topic: string, body: Uint8Array): PlatformEvent {
  if (topic === polledOrderTopic) return { kind: "order_hint", platformOrderId: readPolledOrder(body) };
  const built = requireBuilt(platform);
  switch (built) {
    case "shopify":
      return readShopifyEvent(topic, body);
    case "bol":
      return bolEvent(topic, body);
    case "amazon":
      return readAmazonEvent(topic, body);
    case "portal":
    case "pos":
      throw new Error(`a ${built} sends no messages: it sells through the API`);
  }
}

function bolEvent(topic: string, body: Uint8Array): PlatformEvent {
  const event = readBolEvent(body);
  if (!event) throw new Error(`bol message ${topic} is not an event`);
  if (event.resource !== "ORDER") return { kind: "ignored", why: `${topic} carries no order` };
  return { kind: "order_hint", platformOrderId: event.resourceId };
}
