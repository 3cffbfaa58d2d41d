import type * as z from "zod";
import type { PlatformShipment, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import { allNodes } from "./all-nodes.ts";
import { allot, type Waiting } from "./allot.ts";
import type { ShopifyClient } from "./client.ts";
import { countParcels } from "./count-parcels.ts";
import { fulfil, moreToShip, toShip, trackingOf } from "./documents.ts";
import type { toShipReply } from "./replies.ts";

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
  const allotted = allot(shipment.lines, await completed(client, order.fulfillmentOrders.nodes, signal));
  if (allotted.kind === "refused") return allotted;
  const { carrier: company, tracking: number, trackingUrl: url } = shipment;
  const trackingInfo = { ...(company && { company }), ...(number && { number }), ...(url && { url }) };
  const lineItemsByFulfillmentOrder = allotted.parts;
  const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: false };
  const { userErrors } = (await client.run(fulfil, { fulfillment }, signal)).fulfillmentCreate;
  return userErrors[0] ? { kind: "refused", error: userErrors[0].message } : { kind: "told" };
}

/** The same with all lines: an order may have more than one page of them at a place. */
async function completed(client: ShopifyClient, waiting: WaitingPage[], signal: AbortSignal): Promise<Waiting[]> {
  const all: Waiting[] = [];
  for (const { lineItems, ...place } of waiting) {
    const nodes = await allNodes(lineItems, async (after) => {
      const { fulfillmentOrder } = await client.run(moreToShip, { id: place.id, after }, signal);
      if (fulfillmentOrder === null) throw new PlatformError(`${place.id} vanished while it was read`);
      return fulfillmentOrder.lineItems;
    });
    all.push({ ...place, lineItems: { nodes } });
  }
  return all;
}

type WaitingPage = NonNullable<z.infer<typeof toShipReply>["order"]>["fulfillmentOrders"]["nodes"][number];

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
