import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceLevels, announceOrder } from "./announce.ts";
import { addLine, newOrder } from "./new-order.ts";
import { moneyOf } from "./order-money.ts";
import { placesOf } from "./shift-units.ts";
import type { Order, Shop, Variant } from "./shop.ts";

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
  const { country, sourceIdentifier, tags, placedAt } = wanted;
  const order = newOrder(world, shop, { country, sourceIdentifier, tags, processedAt: placedAt ?? at }, at);
  for (const line of lines) addLine(world, shop, order, { ...line, takesStock: true }, at);
  const id = world.ids.next("OrderTransaction");
  const { total: cents } = moneyOf(shop, order);
  order.payments.push({ id, kind: "SALE", status: "SUCCESS", gateway: "bogus", cents, at });
  enterOrder(world, shop, order, ["ORDERS_CREATE", "ORDERS_PAID"]);
  return order;
}

/** The shop has the order from now on, and tells of it. */
export function enterOrder(world: World, shop: Shop, order: Order, topics: string[]): void {
  shop.orders.set(order.id, order);
  world.onChange();
  announceOrder(world, shop, order, topics);
  const places = order.lines.flatMap((line) => placesOf(shop, line));
  announceLevels(world, shop, places);
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
