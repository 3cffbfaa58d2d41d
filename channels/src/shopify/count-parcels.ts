import type * as z from "zod";
import { PlatformError } from "../trouble.ts";
import { allNodes } from "./all-nodes.ts";
import type { ShopifyClient } from "./client.ts";
import { moreParcelLines, parcelsOf } from "./documents.ts";
import { OrderChanged } from "./order-changed.ts";
import type { parcelsReply } from "./replies.ts";

interface Counting {
  /** Throws `OrderChanged` when the order is no longer the one that was read at that time. */
  version?: Date;
  /** Counts only what left under this number. */
  tracking?: string;
}

/** Units by line that are in parcels which left. */
export async function countParcels(
  client: ShopifyClient,
  orderId: string,
  signal: AbortSignal,
  { version, tracking }: Counting = {},
): Promise<Map<string, number>> {
  const { order } = await client.run(parcelsOf, { id: orderId }, signal);
  if (version && order?.updatedAt.getTime() !== version.getTime()) throw new OrderChanged(orderId);
  const units = new Map<string, number>();
  for (const parcel of order?.fulfillments ?? []) {
    if (parcel.status !== "SUCCESS" || !isUnder(parcel, tracking)) continue;
    for (const { lineItem, quantity } of await allLines(client, parcel, signal)) {
      units.set(lineItem.id, (units.get(lineItem.id) ?? 0) + (quantity ?? 0));
    }
  }
  return units;
}

type Parcel = NonNullable<z.infer<typeof parcelsReply>["order"]>["fulfillments"][number];

function isUnder({ trackingInfo }: Parcel, tracking: string | undefined): boolean {
  return tracking === undefined || trackingInfo.some(({ number }) => number === tracking);
}

function allLines(client: ShopifyClient, { id, fulfillmentLineItems }: Parcel, signal: AbortSignal) {
  return allNodes(fulfillmentLineItems, async (after) => {
    const { fulfillment } = await client.run(moreParcelLines, { id, after }, signal);
    if (fulfillment === null) throw new PlatformError(`parcel ${id} vanished while it was read`);
    return fulfillment.fulfillmentLineItems;
  });
}
