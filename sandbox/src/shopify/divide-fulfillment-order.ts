import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { addFulfillmentOrder, allocation } from "./new-order.ts";
import { remaining } from "./order-quantities.ts";
import { fulfillmentOrderView } from "./order-views.ts";
import { shiftUnits } from "./shift-units.ts";
import type { Allocation, Line, Order, Shop } from "./shop.ts";

interface UnitsInput {
  id: string;
  quantity: number;
}

export interface SplitInput {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems: UnitsInput[];
}

export interface MoveArguments {
  id: string;
  newLocationId: string;
  fulfillmentOrderLineItems?: UnitsInput[] | null;
}

/** `fulfillmentOrderSplit`: the named units stay, the others of what waits go into a fulfilment order of their own at the same place. */
export function splitFulfillmentOrders(world: World, shop: Shop, splits: SplitInput[], at: number) {
  const all = splits.map(({ fulfillmentOrderId, fulfillmentOrderLineItems }) =>
    read(shop, fulfillmentOrderId, fulfillmentOrderLineItems),
  );
  const refusal = all.find((one) => "message" in one);
  if (refusal) return { fulfillmentOrderSplits: null, userErrors: [refusal] };
  const results = all.flatMap((one) => ("message" in one ? [] : [split(world, shop, one, at)]));
  world.onChange();
  return { fulfillmentOrderSplits: results, userErrors: [] };
}

/** `fulfillmentOrderMove`: the named units, or all that wait, are to be sent from another place, and are promised there. */
export function moveFulfillmentOrder(world: World, shop: Shop, args: MoveArguments, at: number) {
  const none = { movedFulfillmentOrder: null, originalFulfillmentOrder: null, remainingFulfillmentOrder: null };
  const found = read(shop, args.id, args.fulfillmentOrderLineItems ?? null);
  const place = numberOf("Location", args.newLocationId) ?? "";
  if ("message" in found) return { ...none, userErrors: [{ ...found, code: null }] };
  if (!shop.locations.has(place)) {
    return { ...none, userErrors: [{ field: ["newLocationId"], message: "Location does not exist.", code: null }] };
  }
  const isWhole = found.rows.every(({ units, allocation: row }) => units === remaining(row));
  const id = divide(world, shop, found, place, at);
  world.onChange();
  const original = fulfillmentOrderView(shop, found.order, found.id);
  return {
    movedFulfillmentOrder: fulfillmentOrderView(shop, found.order, id),
    originalFulfillmentOrder: original,
    remainingFulfillmentOrder: isWhole ? null : original,
    userErrors: [],
  };
}

interface Found {
  order: Order;
  /** The fulfilment order's number. */
  id: string;
  locationId: string;
  /** Each of its lines of which units wait, with those that are named. */
  rows: { line: Line; allocation: Allocation; units: number }[];
}

interface Refusal {
  field: string[];
  message: string;
  code: string;
}

function read(shop: Shop, globalId: string, named: UnitsInput[] | null): Found | Refusal {
  const id = numberOf("FulfillmentOrder", globalId) ?? "";
  const order = [...shop.orders.values()].find((one) => one.fulfillmentOrders.some((part) => part.id === id));
  const part = order?.fulfillmentOrders.find((one) => one.id === id);
  const refused = (message: string, code: string) => ({ field: ["fulfillmentOrderId"], message, code });
  if (!order || !part) return refused("Fulfillment order does not exist.", "FULFILLMENT_ORDER_NOT_FOUND");
  const rows = order.lines.flatMap((line) =>
    line.allocations
      .filter((row) => row.fulfillmentOrderId === id && remaining(row) > 0)
      .map((row) => ({ line, allocation: row, units: unitsOf(row, named) })),
  );
  const isSound = rows.every(({ allocation: row, units }) => units >= 0 && units <= remaining(row));
  const isKnown = (named ?? []).every((one) => rows.some(({ allocation: row }) => isLine(row, one)));
  if (isSound && isKnown && rows.length > 0) return { order, id, locationId: part.locationId, rows };
  return refused("Invalid fulfillment order line item quantity requested.", "INVALID_LINE_ITEM_QUANTITY");
}

function unitsOf(row: Allocation, named: UnitsInput[] | null): number {
  if (named === null) return remaining(row);
  return named.filter((one) => isLine(row, one)).reduce((sum, { quantity }) => sum + quantity, 0);
}

function isLine({ id }: Allocation, one: UnitsInput): boolean {
  return one.id === gid("FulfillmentOrderLineItem", id);
}

function split(world: World, shop: Shop, found: Found, at: number) {
  const others = found.rows.map((row) => ({ ...row, units: remaining(row.allocation) - row.units }));
  const id = divide(world, shop, { ...found, rows: others }, found.locationId, at);
  return {
    fulfillmentOrder: fulfillmentOrderView(shop, found.order, found.id),
    remainingFulfillmentOrder: fulfillmentOrderView(shop, found.order, id),
    replacementFulfillmentOrder: null,
  };
}

/** Takes units out of a fulfilment order into a new one at a place; returns its number. */
function divide(world: World, shop: Shop, { order, locationId, rows }: Found, to: string, at: number): string {
  const id = addFulfillmentOrder(world, order, to);
  for (const { line, allocation: row, units } of rows) {
    if (units === 0) continue;
    row.quantity -= units;
    line.allocations.push(allocation(world, id, to, units));
    shiftUnits(shop, line, locationId, { available: units, committed: -units }, at);
    shiftUnits(shop, line, to, { available: -units, committed: units }, at);
  }
  order.updatedAt = at;
  return id;
}
