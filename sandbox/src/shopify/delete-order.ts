import { exactInteger } from "../exact-json.ts";
import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { announceBody } from "./announce.ts";
import type { Order, Shop } from "./shop.ts";

/** Forgets an order for good. What was promised to it stays promised: Shopify restocks nothing for an order that it forgets. */
export function deleteOrder(world: World, shop: Shop, order: Order): void {
  shop.orders.delete(order.id);
  world.onChange();
  announceBody(world, shop, "ORDERS_DELETE", { id: exactInteger(order.id) });
}

/** `orderDelete`. */
export function answerDelete(world: World, shop: Shop, orderId: string) {
  const order = shop.orders.get(numberOf("Order", orderId) ?? "");
  if (!order) {
    const error = { field: ["orderId"], message: "Order does not exist", code: "NOT_FOUND" };
    return { deletedId: null, userErrors: [error] };
  }
  deleteOrder(world, shop, order);
  return { deletedId: gid("Order", order.id), userErrors: [] };
}
