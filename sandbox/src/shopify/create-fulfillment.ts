import { numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { compareKeys } from "./connection.ts";
import { fulfil, type Parcel, parcelsLeft } from "./fulfil-order.ts";
import { remaining } from "./order-quantities.ts";
import { fulfillmentView } from "./order-views.ts";
import type { Order, Shop } from "./shop.ts";

export interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string;
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null;
  }[];
  trackingInfo?: {
    company?: string | null;
    number?: string | null;
    numbers?: string[] | null;
    url?: string | null;
    urls?: string[] | null;
  } | null;
}

/** Sends units of fulfilment orders. The refusals and their order are those of a real store (recorded 2026-07, API 2026-04). */
export function createFulfillment(world: World, shop: Shop, input: FulfillmentInput) {
  const refused = (message: string, field = ["fulfillment"]) => ({
    fulfillment: null,
    userErrors: [{ field, message }],
  });
  const notPositive = findNotPositive(input);
  if (notPositive) return refused("Quantity must be greater than 0", notPositive);
  const found = input.lineItemsByFulfillmentOrder.map((row) => findFulfillmentOrder(shop, row.fulfillmentOrderId));
  if (found.length === 0 || found.includes(null)) return refused("Fulfillment order does not exist.");
  const groups = found.filter((row) => row !== null);
  const orders = [...new Set(groups.map(({ order }) => order))];
  const locations = [...new Set(groups.map(({ locationId }) => locationId))];
  const [order] = orders;
  if (!order || orders.length > 1) {
    const ids = inOrder(orders.map(({ id }) => id));
    return refused(
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${ids}] were found.`,
    );
  }
  if (locations.length > 1) {
    const ids = inOrder(locations);
    return refused(
      `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${ids}] were found.`,
    );
  }
  const parcels = collect(order, input);
  if (typeof parcels === "string") return refused(parcels);
  const fulfillment = fulfil(world, shop, order, parcels, trackingOf(input));
  return { fulfillment: fulfillmentView(shop, order, fulfillment), userErrors: [] };
}

function inOrder(ids: string[]): string {
  return ids.toSorted((left, right) => compareKeys([left], [right])).join(", ");
}

function findNotPositive(input: FulfillmentInput): string[] | null {
  for (const [group, row] of input.lineItemsByFulfillmentOrder.entries()) {
    const index = (row.fulfillmentOrderLineItems ?? []).findIndex(({ quantity }) => quantity <= 0);
    if (index < 0) continue;
    const lines = "fulfillmentOrderLineItems";
    return ["fulfillment", "lineItemsByFulfillmentOrder", String(group), lines, String(index), "quantity"];
  }
  return null;
}

function findFulfillmentOrder(shop: Shop, globalId: string): { order: Order; locationId: string } | null {
  const id = numberOf("FulfillmentOrder", globalId);
  for (const order of shop.orders.values()) {
    const found = order.fulfillmentOrders.find((row) => row.id === id);
    if (found) return { order, locationId: found.locationId };
  }
  return null;
}

/** The units asked for; everything that is left where no lines are named. A message when they do not fit. */
function collect(order: Order, input: FulfillmentInput): Parcel[] | string {
  const parcels: Parcel[] = [];
  for (const row of input.lineItemsByFulfillmentOrder) {
    const id = numberOf("FulfillmentOrder", row.fulfillmentOrderId);
    const open = parcelsLeft(order)
      .flat()
      .filter(({ allocation }) => allocation.fulfillmentOrderId === id);
    if (open.length === 0) return `Fulfillment order ${id} has an unfulfillable status= closed.`;
    const wanted = row.fulfillmentOrderLineItems;
    if (!wanted || wanted.length === 0) parcels.push(...open);
    for (const { id: lineId, quantity } of wanted ?? []) {
      const parcel = open.find(({ allocation }) => allocation.id === numberOf("FulfillmentOrderLineItem", lineId));
      if (!parcel) return "Fulfillment order line item does not exist.";
      parcels.push({ ...parcel, quantity });
    }
  }
  return fits(parcels) ? parcels : "Invalid fulfillment order line item quantity requested.";
}

/** A line may be named more than once: its sum must fit. */
function fits(parcels: Parcel[]): boolean {
  return parcels.every(({ allocation }) => {
    const same = parcels.filter((parcel) => parcel.allocation === allocation);
    return same.reduce((sum, { quantity }) => sum + quantity, 0) <= remaining(allocation);
  });
}

function trackingOf({ trackingInfo }: FulfillmentInput) {
  const numbers = trackingInfo?.numbers ?? (trackingInfo?.number ? [trackingInfo.number] : []);
  const urls = trackingInfo?.urls ?? (trackingInfo?.url ? [trackingInfo.url] : []);
  return { company: trackingInfo?.company ?? null, numbers, urls };
}
