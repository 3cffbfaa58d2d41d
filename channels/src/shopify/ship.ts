import type { PlatformShipment, ShipResult } from "../connector.ts";
import { allot } from "./allot.ts";
import { mutation, query, type ShopifyClient } from "./client.ts";
import { trackingOf } from "./order-documents.ts";
import { fulfillmentCreateReply, toShipReply } from "./replies.ts";

const toShip = query(
  toShipReply,
  `query ToShip($id: ID!) {
    order(id: $id) {
      fulfillmentOrders(first: 50) {
        nodes {
          id
          supportedActions { action }
          assignedLocation { location { id } }
          lineItems(first: 250) { nodes { id remainingQuantity lineItem { id } } }
        }
      }
    }
  }`,
);
const fulfil = mutation(
  fulfillmentCreateReply,
  `mutation Fulfil($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) { userErrors { field message } }
  }`,
);

/**
 * Tells Shopify of a parcel. fulfillmentCreate knows no idempotency key, so a parcel is recognised by its tracking number;
 * one without a number is told twice when it is repeated while more units of the line wait.
 */
export async function ship(
  client: ShopifyClient,
  shipment: PlatformShipment,
  signal: AbortSignal,
): Promise<ShipResult> {
  if (await isKnown(client, shipment, signal)) return { kind: "told" };
  const { order } = await client.run(toShip, { id: shipment.platformOrderId }, signal);
  if (order === null) return { kind: "refused", error: `the shop knows no order ${shipment.platformOrderId}` };
  const allotted = allot(shipment.lines, order.fulfillmentOrders.nodes);
  if (allotted.kind === "refused") return allotted;
  const { carrier: company, tracking: number, trackingUrl: url } = shipment;
  const trackingInfo = { ...(company && { company }), ...(number && { number }), ...(url && { url }) };
  const lineItemsByFulfillmentOrder = allotted.parts;
  const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: false };
  const { userErrors } = (await client.run(fulfil, { fulfillment }, signal)).fulfillmentCreate;
  return userErrors[0] ? { kind: "refused", error: userErrors[0].message } : { kind: "told" };
}

async function isKnown(client: ShopifyClient, shipment: PlatformShipment, signal: AbortSignal): Promise<boolean> {
  if (shipment.tracking === null) return false;
  const { order } = await client.run(trackingOf, { id: shipment.platformOrderId }, signal);
  return (order?.fulfillments ?? []).some(
    ({ status, trackingInfo }) =>
      status !== "CANCELLED" && trackingInfo.some(({ number }) => number === shipment.tracking),
  );
}
