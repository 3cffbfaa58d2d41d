import type { PlatformShipment, ShipResult } from "../connector.ts";
import { allot } from "./allot.ts";
import type { ShopifyClient } from "./client.ts";
import { countParcels } from "./count-parcels.ts";
import { fulfil, toShip, trackingOf } from "./documents.ts";

/**
 * Tells Shopify of a parcel. fulfillmentCreate knows no idempotency key, so a parcel is recognised by its tracking number, and
 * one without a number by counting: more units have left than the hub told of before.
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
  if (shipment.tracking === null) return hasLeft(client, shipment, signal);
  const { order } = await client.run(trackingOf, { id: shipment.platformOrderId }, signal);
  return (order?.fulfillments ?? []).some(
    ({ status, trackingInfo }) =>
      status !== "CANCELLED" && trackingInfo.some(({ number }) => number === shipment.tracking),
  );
}

/** Whether so many units of each line have left as were told before and are in this parcel. */
async function hasLeft(client: ShopifyClient, shipment: PlatformShipment, signal: AbortSignal): Promise<boolean> {
  const units = await countParcels(client, shipment.platformOrderId, signal);
  return shipment.lines.every((line) => (units.get(line.platformLineId) ?? 0) >= line.toldBefore + line.quantity);
}
