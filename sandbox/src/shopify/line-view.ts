import { gid } from "../ids.ts";
import { cents, moneyBag } from "./money.ts";
import { currencyOf } from "./order-money.ts";
import { current, unfulfilled } from "./order-quantities.ts";
import type { Line, Order, Shop } from "./shop.ts";
import { soldAs, variantOf } from "./sold-as.ts";
import { productOf, variantView } from "./views.ts";

/** An order line as the Admin API shows it. */
export function lineView(shop: Shop, order: Order, line: Line) {
  const variant = variantOf(shop, line);
  const { title, sku, vendor, price, requiresShipping, taxable, properties, productId } = soldAs(shop, line);
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    ...{ sku, title, name: title, vendor, requiresShipping, taxable, customAttributes: properties },
    originalUnitPriceSet: moneyBag(cents(price), currencyOf(shop, order)),
    discountAllocations: [],
    quantity: line.quantity,
    currentQuantity: current(line),
    unfulfilledQuantity: unfulfilled(line),
    fulfillableQuantity: unfulfilled(line),
    lineItemGroup: null,
    variant: () => variant && variantView(shop, variant),
    product: () => (productId === null ? null : productOf(shop, productId)),
  };
}

/** The line of an order that has this id; null when it has none. */
export function lineOf(shop: Shop, order: Order, lineId: string) {
  const line = order.lines.find(({ id }) => id === lineId);
  return line ? lineView(shop, order, line) : null;
}
