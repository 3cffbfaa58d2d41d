import type { Connector, PlatformShipment, WantedQuantity } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import { type Listener, tell } from "./message.ts";

/** Rows of one message. */
const rowsMax = 500;

/**
 * A portal, a till or any other system of the merchant's own. It sells through the hub's API, so there is nothing to read from it;
 * what it should show it is told by signed messages, or, without a listener, asks for itself.
 */
export function ownSystemConnector(platform: "portal" | "pos", listener: Listener | null): Connector {
  return {
    platform,
    writeKind: "absolute",
    isWriteOnly: true,
    pushBatchMax: rowsMax,
    readBatchMax: 1,
    resetsToZero: false,
    pushQuantities: async (rows, signal) => {
      const [first] = rows;
      if (listener && first) await tell(listener, first.pushId, published(rows), signal);
      const results = rows.map(({ listingId }) => ({ kind: "confirmed" as const, listingId }));
      return { results, notSent: [], retryAfterMs: null };
    },
    async *pullOrders() {},
    readOrder: async () => null,
    readQuantities: async () => {
      throw new PlatformError(`a ${platform} of one's own cannot be asked what it shows`);
    },
    check: async (signal) => {
      if (listener) await tell(listener, `ping-${Date.now()}`, { type: "ping", data: {} }, signal);
      return { problems: [], locations: [] };
    },
    ensureWebhooks: async () => ({ repaired: [], signatureKeys: null }),
    async *listListings() {},
    ship: async (shipment, signal) => {
      if (listener) await tell(listener, shipment.shipmentId, shipped(shipment), signal);
      return { kind: "told" };
    },
  };
}

function published(rows: WantedQuantity[]) {
  const quantities = rows.map(({ platformId: sku, quantity }) => ({ sku, quantity }));
  return { type: "stock.published" as const, data: { quantities } };
}

function shipped({ platformOrderId: reference, carrier, tracking, trackingUrl, lines }: PlatformShipment) {
  const told = lines.map(({ platformLineId, quantity }) => ({ reference: platformLineId, quantity }));
  return { type: "order.shipped" as const, data: { reference, carrier, tracking, trackingUrl, lines: told } };
}
