import { gid } from "../ids.ts";
import { current, unfulfilled } from "./order-quantities.ts";
import { type Line, type Order, type Shop, variantOf } from "./shop.ts";
import { productView, variantView } from "./views.ts";

/** An order line as the Admin API shows it. */
export function lineView(shop: Shop, line: Line) {
  const variant = variantOf(shop, line);
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    sku: variant.sku,
    title: variant.title,
    name: variant.title,
    quantity: line.quantity,
    currentQuantity: current(line),
    unfulfilledQuantity: unfulfilled(line),
    requiresShipping: true,
    lineItemGroup: null,
    variant: () => variantView(shop, variant),
    product: () => productView(variant),
  };
}

/** The line of an order that has this id; null when it has none. */
export function lineOf(shop: Shop, order: Order, lineId: string) {
  const line = order.lines.find(({ id }) => id === lineId);
  return line ? lineView(shop, line) : null;
}
