import type { World } from "../world.ts";
import { shiftUnits } from "./shift-units.ts";
import type { Allocation, Line, Order, Shop, Variant } from "./shop.ts";
import type { ToldOfLine } from "./told-of-line.ts";

/** An order without lines, which the shop does not have yet. */
export function newOrder(world: World, shop: Shop, told: Partial<Order>, at: number): Order {
  shop.lastOrderNumber += 1;
  return {
    id: world.ids.next("Order"),
    number: shop.lastOrderNumber,
    customerId: world.ids.next("Customer"),
    ...{ createdAt: at, updatedAt: at, processedAt: at },
    ...{ cancelledAt: null, cancelReason: null, staffNote: null },
    ...{ country: "NL", sourceName: "web", sourceIdentifier: null, tags: [] },
    ...{ note: null, isTest: false, currency: null, email: null, shipping: 0 },
    ...{ fulfillmentOrders: [], lines: [], fulfillments: [], refunds: [], returns: [], payments: [] },
    ...told,
  };
}

/** What is sold: goods of the shop, or something that only the order tells of. */
export interface SoldUnits {
  variant: Variant | null;
  quantity: number;
  told?: ToldOfLine;
  /** Whether they are taken from what is available. */
  takesStock: boolean;
}

/** Adds a line. Its units make available fall and committed rise; on hand stays, until they are sent. */
export function addLine(world: World, shop: Shop, order: Order, sold: SoldUnits, at: number): void {
  const { variant, quantity, told = {} } = sold;
  const takesStock = sold.takesStock && variant !== null;
  const parts = takesStock
    ? route(shop, variant.itemId, quantity)
    : [{ locationId: firstPlace(shop), units: quantity }];
  const allocations = parts.map(({ locationId, units }) =>
    allocation(world, fulfillmentOrderAt(world, order, locationId), locationId, units),
  );
  const id = world.ids.next("LineItem");
  const line: Line = { id, variantId: variant?.id ?? null, told, takesStock, quantity, allocations, refunded: 0 };
  order.lines.push(line);
  for (const { locationId, quantity: units } of allocations) {
    shiftUnits(shop, line, locationId, { available: -units, committed: units }, at);
  }
}

/** Units of a line that are to be sent from one place. */
export function allocation(world: World, fulfillmentOrderId: string, locationId: string, quantity: number): Allocation {
  const id = world.ids.next("FulfillmentOrderLineItem");
  return { id, fulfillmentOrderId, locationId, quantity, fulfilled: 0, removed: 0 };
}

/** A further fulfilment order at a place. */
export function addFulfillmentOrder(world: World, order: Order, locationId: string): string {
  const id = world.ids.next("FulfillmentOrder");
  order.fulfillmentOrders.push({ id, locationId });
  return id;
}

function fulfillmentOrderAt(world: World, order: Order, locationId: string): string {
  const found = order.fulfillmentOrders.find((fulfillmentOrder) => fulfillmentOrder.locationId === locationId);
  return found?.id ?? addFulfillmentOrder(world, order, locationId);
}

/** The first location that has it all; else what each has, and the rest (an oversell) at the first one. */
function route(shop: Shop, itemId: string, quantity: number): { locationId: string; units: number }[] {
  const first = firstPlace(shop);
  const has = (locationId: string) => Math.max(0, shop.stocked(itemId, locationId)?.available ?? 0);
  const locations = online(shop);
  const whole = locations.find((location) => has(location.id) >= quantity);
  if (whole) return [{ locationId: whole.id, units: quantity }];
  const parts: { locationId: string; units: number }[] = [];
  let left = quantity;
  for (const { id } of locations) {
    const units = Math.min(left, has(id));
    if (units > 0) parts.push({ locationId: id, units });
    left -= units;
  }
  if (left === 0) return parts;
  const atFirst = parts.find((part) => part.locationId === first);
  if (atFirst) atFirst.units += left;
  else parts.push({ locationId: first, units: left });
  return parts;
}

function firstPlace(shop: Shop): string {
  const [first] = online(shop);
  if (!first) throw new Error(`shop ${shop.handle} has no location that fulfils online orders`);
  return first.id;
}

function online(shop: Shop) {
  return [...shop.locations.values()].filter((location) => location.fulfillsOnlineOrders);
}
