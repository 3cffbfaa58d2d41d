import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceOrder } from "./announce.ts";
import { fulfillmentStatus, remaining } from "./order-quantities.ts";
import { shiftUnits } from "./shift-units.ts";
import type { Allocation, Fulfillment, Line, Order, Shop } from "./shop.ts";

/** Units of one fulfilment order line that are being sent. */
export interface Parcel {
  line: Line;
  allocation: Allocation;
  quantity: number;
}

export interface Tracking {
  company: string | null;
  numbers: string[];
  urls: string[];
}

/** Sends units from one location: committed and on hand fall, available stays. Every quantity must fit what remains. */
export function fulfil(world: World, shop: Shop, order: Order, parcels: Parcel[], tracking: Tracking): Fulfillment {
  const at = nowMs();
  const locationId = parcels[0]?.allocation.locationId;
  if (!locationId) throw new Error(`a fulfilment of order ${order.number} needs at least one unit`);
  for (const { line, allocation, quantity } of parcels) {
    shiftUnits(shop, line, allocation.locationId, { committed: -quantity }, at);
    allocation.fulfilled += quantity;
  }
  const fulfillment: Fulfillment = {
    id: world.ids.next("Fulfillment"),
    name: `#${order.number}-F${order.fulfillments.length + 1}`,
    locationId,
    createdAt: at,
    ...tracking,
    lines: [...Map.groupBy(parcels, ({ line }) => line.id)].map(([lineId, rows]) => ({
      lineId,
      quantity: rows.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
  };
  order.fulfillments.push(fulfillment);
  order.updatedAt = at;
  world.onChange();
  const isWhole = fulfillmentStatus(order) === "FULFILLED";
  announceOrder(world, shop, order, [isWhole ? "ORDERS_FULFILLED" : "ORDERS_PARTIALLY_FULFILLED", "ORDERS_UPDATED"]);
  return fulfillment;
}

/** Everything of an order that is still to be sent, one group per location. */
export function parcelsLeft(order: Order): Parcel[][] {
  const groups = new Map<string, Parcel[]>();
  for (const line of order.lines) {
    for (const allocation of line.allocations) {
      const quantity = remaining(allocation);
      if (quantity === 0) continue;
      const group = groups.get(allocation.locationId) ?? [];
      groups.set(allocation.locationId, [...group, { line, allocation, quantity }]);
    }
  }
  return [...groups.values()];
}
