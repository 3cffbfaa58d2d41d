import { nowMs, toSeconds } from "../clock.ts";
import { exactInteger } from "../exact-json.ts";
import { gid } from "../ids.ts";
import type { World } from "../world.ts";
import { announceBody, announceOrder } from "./announce.ts";
import { fulfilled } from "./order-quantities.ts";
import type { Line, Order, Return, Shop } from "./shop.ts";

/** Units of a line that somebody sends back. */
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
