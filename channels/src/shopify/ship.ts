import type * as z from "zod";
import type { PlatformShipment, ShipResult } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import { allNodes } from "./all-nodes.ts";
import { type AllottedPart, allot, type Waiting } from "./allot.ts";
import type { ShopifyClient } from "./client.ts";
import { countParcels } from "./count-parcels.ts";
import { fulfil, moreToShip, toShip } from "./documents.ts";
import type { toShipReply } from "./replies.ts";

/**
 * Tells Shopify of a parcel, in one call for each place that its units wait at and each 250 lines. fulfillmentCreate knows no
 * idempotency key, so what was told before is counted: units under the parcel's tracking number, or, of one without a number, all
 * that left. Whatever died between two calls, only the rest is told.
 */
export async function ship(
  client: ShopifyClient,
  shipment: PlatformShipment,
  signal: AbortSignal,
): Promise<ShipResult> {
  const lines = await notTold(client, shipment, signal);
  if (lines.length === 0) return { kind: "told" };
  const { order } = await client.run(toShip, { id: shipment.platformOrderId }, signal);
  if (order === null) return { kind: "refused", error: `the shop knows no order ${shipment.platformOrderId}` };
  const allotted = allot(lines, await completed(client, order.fulfillmentOrders.nodes, signal));
  if (allotted.kind === "refused") return allotted;
  for (const [index, parts] of allotted.calls.entries()) {
    const error = await tell(client, shipment, parts, signal);
    if (error === null) continue;
    const before = index === 0 ? "" : ` (${index} of ${allotted.calls.length} parts of this parcel are told)`;
    return { kind: "refused", error: `${error}${before}` };
  }
  return { kind: "told" };
}

/** The parcel's lines with the units that Shopify does not know to have left in it. */
async function notTold(
  client: ShopifyClient,
  { platformOrderId, tracking, lines }: PlatformShipment,
  signal: AbortSignal,
): Promise<{ platformLineId: string; quantity: number }[]> {
  const known = await countParcels(client, platformOrderId, signal, tracking === null ? {} : { tracking });
  const left = lines.map(({ platformLineId, quantity, toldBefore }) => {
    const told = Math.max(0, (known.get(platformLineId) ?? 0) - toldBefore);
    return { platformLineId, quantity: quantity - told };
  });
  return left.filter(({ quantity }) => quantity > 0);
}

/** What Shopify refuses it with; null when it took it. */
async function tell(
  client: ShopifyClient,
  { carrier: company, tracking: number, trackingUrl: url }: PlatformShipment,
  lineItemsByFulfillmentOrder: AllottedPart[],
  signal: AbortSignal,
): Promise<string | null> {
  const trackingInfo = { ...(company && { company }), ...(number && { number }), ...(url && { url }) };
  const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: false };
  const { userErrors } = (await client.run(fulfil, { fulfillment }, signal)).fulfillmentCreate;
  return userErrors[0]?.message ?? null;
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
