import type { PlatformShipment, ShipResult } from "../connector.ts";
import { allot } from "./allot.ts";
import type { ShopifyClient } from "./client.ts";
import { fulfil, toShip, trackingOf } from "./documents.ts";

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
