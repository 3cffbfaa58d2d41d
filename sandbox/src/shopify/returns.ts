import { nowMs, toSeconds } from "../clock.ts";
import { exactInteger } from "../exact-json.ts";
import { gid } from "../ids.ts";
import type { World } from "../world.ts";
import { announceBody, announceLevels, announceOrder } from "./announce.ts";
import { fulfilled } from "./order-quantities.ts";
import { announceRefund } from "./refund-payload.ts";
import { type Line, type Order, type Refund, type Return, type Shop, variantOf } from "./shop.ts";

/** Units of a line that somebody sends back, or is paid back for. */
export interface BackUnits {
  line: Line;
  quantity: number;
}

/** A buyer's return is approved. Returns the reason when Shopify would refuse. */
export function openReturn(
  world: World,
  shop: Shop,
  order: Order,
  { line, quantity }: BackUnits,
  note: string,
): string | null {
  const open = order.returns.filter(({ status }) => status === "OPEN").flatMap(({ lines }) => lines);
  const promised = open.filter(({ lineId }) => lineId === line.id);
  const left = promised.reduce((sum, row) => sum - row.quantity + row.refunded, fulfilled(line) - line.refunded);
  if (quantity > left) return `Quantity of ${quantity} cannot be returned: ${left} are returnable`;
  const lines = [{ id: world.ids.next("ReturnLineItem"), lineId: line.id, quantity, refunded: 0, note }];
  const row: Return = { id: world.ids.next("Return"), createdAt: nowMs(), closedAt: null, status: "OPEN", lines };
  order.returns.push(row);
  changed(world, order);
  announceReturn(world, shop, order, row, "RETURNS_APPROVE");
  announceOrder(world, shop, order, ["ORDERS_UPDATED"]);
  return null;
}

/** The merchant ends the newest open return: it is over, or it never comes. */
export function endReturn(world: World, shop: Shop, order: Order, how: "CLOSED" | "CANCELED"): string | null {
  const row = order.returns.findLast(({ status }) => status === "OPEN");
  if (!row) return "The return is not open";
  row.status = how;
  row.closedAt = nowMs();
  changed(world, order);
  announceReturn(world, shop, order, row, how === "CLOSED" ? "RETURNS_CLOSE" : "RETURNS_CANCEL");
  return null;
}

export interface RefundWish extends BackUnits {
  restockType: "RETURN" | "NO_RESTOCK";
  /** Whether it is told to be of the order's open return. Shopify counts the units there either way. */
  isOfReturn: boolean;
}

/** Sent units are paid back, and, if wanted, are available again. Returns the reason when Shopify would refuse. */
export function refund(world: World, shop: Shop, order: Order, wish: RefundWish): string | null {
  const { line, quantity, restockType, isOfReturn } = wish;
  const left = fulfilled(line) - line.refunded;
  if (quantity > left) return `Quantity cannot refund more items than were purchased: ${left} are left`;
  const open = order.returns.find((row) => row.status === "OPEN" && row.lines.some(({ lineId }) => lineId === line.id));
  if (isOfReturn && !open) return "The order has no open return of this line";
  const locationId = line.allocations[0]?.locationId ?? "";
  const id = world.ids.next("RefundLineItem");
  const row: Refund = {
    ...{ id: world.ids.next("Refund"), createdAt: nowMs(), returnId: isOfReturn ? (open?.id ?? null) : null },
    lines: [{ id, lineId: line.id, quantity, locationId, restockType }],
  };
  order.refunds.push(row);
  line.refunded += quantity;
  const returned = open?.lines.find(({ lineId }) => lineId === line.id);
  if (returned) returned.refunded = Math.min(returned.quantity, returned.refunded + quantity);
  const itemId = variantOf(shop, line).itemId;
  if (restockType === "RETURN") restock(shop, itemId, locationId, quantity);
  changed(world, order);
  announceRefund(world, shop, order, row);
  announceOrder(world, shop, order, ["ORDERS_UPDATED"]);
  if (restockType === "RETURN") announceLevels(world, shop, [{ itemId, locationId }]);
  return null;
}

function restock(shop: Shop, itemId: string, locationId: string, quantity: number): void {
  const level = shop.level(itemId, locationId, nowMs());
  level.available += quantity;
  level.updatedAt = nowMs();
}

function changed(world: World, order: Order): void {
  order.updatedAt = nowMs();
  world.onChange();
}

/** Shopify publishes no schema of these messages, so only what its examples agree on is in them: the return, and its order. */
function announceReturn(world: World, shop: Shop, order: Order, row: Return, topic: string): void {
  announceBody(world, shop, topic, {
    ...{ id: exactInteger(row.id), admin_graphql_api_id: gid("Return", row.id), status: row.status.toLowerCase() },
    order: { id: exactInteger(order.id), admin_graphql_api_id: gid("Order", order.id) },
    created_at: toSeconds(row.createdAt),
  });
}
