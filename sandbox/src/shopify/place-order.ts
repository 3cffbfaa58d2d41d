import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceLevels, announceOrder } from "./announce.ts";
import type { Allocation, Line, Order, Shop, Variant } from "./shop.ts";

export interface WantedOrder {
  lines: { sku: string; quantity: number }[];
  country: string;
  placedAt: number | null;
  allowOversell: boolean;
  sourceIdentifier: string | null;
  tags: string[];
}

/** Buys. Takes all lines or none; returns the reason when it cannot. */
export function placeOrder(world: World, shop: Shop, wanted: WantedOrder): Order | { refused: string } {
  const lines = findLines(shop, wanted);
  if ("refused" in lines) return lines;
  const at = nowMs();
  const order = newOrder(world, shop, wanted, at);
  order.lines = lines.map(({ variant, quantity }) => takeLine(world, shop, order, variant, quantity, at));
  shop.orders.set(order.id, order);
  world.onChange();
  announceOrder(world, shop, order, ["ORDERS_CREATE", "ORDERS_PAID"]);
  announceLevels(
    world,
    shop,
    order.lines.flatMap((line) => touched(shop, line)),
  );
  return order;
}

/** Every (item, location) that a line draws from. */
export function touched(shop: Shop, line: Line): { itemId: string; locationId: string }[] {
  const itemId = shop.variants.get(line.variantId)?.itemId ?? "";
  return line.allocations.map(({ locationId }) => ({ itemId, locationId }));
}

interface FoundLine {
  variant: Variant;
  quantity: number;
}

function findLines(shop: Shop, wanted: WantedOrder): FoundLine[] | { refused: string } {
  const found: FoundLine[] = [];
  const asked = new Map<string, number>();
  for (const { sku, quantity } of wanted.lines) {
    const variant = shop.variantBySku.get(sku);
    if (!variant) return { refused: `shop ${shop.handle} does not sell SKU ${sku}` };
    const total = (asked.get(sku) ?? 0) + quantity;
    asked.set(sku, total);
    const left = shop.sellable(variant.itemId);
    if (!wanted.allowOversell && total > left) return { refused: `SKU ${sku}: ${left} left, ${total} wanted` };
    found.push({ variant, quantity });
  }
  return found;
}

function newOrder(world: World, shop: Shop, wanted: WantedOrder, at: number): Order {
  shop.lastOrderNumber += 1;
  return {
    id: world.ids.next("Order"),
    number: shop.lastOrderNumber,
    customerId: world.ids.next("Customer"),
    createdAt: at,
    updatedAt: at,
    processedAt: wanted.placedAt ?? at,
    cancelledAt: null,
    cancelReason: null,
    country: wanted.country,
    sourceName: "web",
    sourceIdentifier: wanted.sourceIdentifier,
    tags: wanted.tags,
    fulfillmentOrders: [],
    lines: [],
    fulfillments: [],
    refunds: [],
    returns: [],
  };
}

/** An order makes available fall and committed rise; on hand stays, until it is sent. */
function takeLine(world: World, shop: Shop, order: Order, variant: Variant, quantity: number, at: number): Line {
  const parts = route(shop, variant.itemId, quantity);
  const allocations = parts.map(({ locationId, units }): Allocation => {
    const level = shop.level(variant.itemId, locationId, at);
    level.available -= units;
    level.committed += units;
    level.updatedAt = at;
    return {
      id: world.ids.next("FulfillmentOrderLineItem"),
      fulfillmentOrderId: fulfillmentOrderAt(world, order, locationId),
      locationId,
      quantity: units,
      fulfilled: 0,
      removed: 0,
    };
  });
  return { id: world.ids.next("LineItem"), variantId: variant.id, quantity, allocations, refunded: 0 };
}

/** The first location that has it all; else what each has, and the rest (an oversell) at the first one. */
function route(shop: Shop, itemId: string, quantity: number): { locationId: string; units: number }[] {
  const locations = [...shop.locations.values()].filter((location) => location.fulfillsOnlineOrders);
  const first = locations[0];
  if (!first) throw new Error(`shop ${shop.handle} has no location that fulfils online orders`);
  const has = (locationId: string) => Math.max(0, shop.findLevel(itemId, locationId)?.available ?? 0);
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
  const atFirst = parts.find((part) => part.locationId === first.id);
  if (atFirst) atFirst.units += left;
  else parts.push({ locationId: first.id, units: left });
  return parts;
}

function fulfillmentOrderAt(world: World, order: Order, locationId: string): string {
  const found = order.fulfillmentOrders.find((fulfillmentOrder) => fulfillmentOrder.locationId === locationId);
  if (found) return found.id;
  const id = world.ids.next("FulfillmentOrder");
  order.fulfillmentOrders.push({ id, locationId });
  return id;
}
