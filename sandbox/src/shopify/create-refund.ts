import { idOf, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { cents } from "./money.ts";
import { orderView } from "./order-views.ts";
import { type RestockType, refundOrder } from "./refund-order.ts";
import { refundView } from "./return-views.ts";
import type { Shop } from "./shop.ts";

export interface RefundInput {
  orderId: string;
  note?: string | null;
  refundLineItems?:
    | { lineItemId: string; quantity: number; restockType?: RestockType; locationId?: string | null }[]
    | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
  transactions?: { amount: string; gateway: string }[] | null;
}

/** `refundCreate`. */
export function createRefund(world: World, shop: Shop, input: RefundInput) {
  const refused = (field: string[], message: string) => ({
    refund: null,
    order: null,
    userErrors: [{ field, message }],
  });
  const order = shop.orders.get(numberOf("Order", input.orderId) ?? "");
  if (!order) return refused(["orderId"], "Order does not exist");
  const rows = input.refundLineItems ?? [];
  const units = rows.flatMap(({ lineItemId, quantity, restockType = "NO_RESTOCK", locationId }) => {
    const line = order.lines.find(({ id }) => id === numberOf("LineItem", lineItemId));
    const place = locationId ? idOf("Location", locationId) : null;
    return line ? [{ line, quantity, restockType, locationId: place }] : [];
  });
  if (units.length < rows.length) return refused(["refundLineItems"], "Line item does not exist");
  const payments = (input.transactions ?? []).map(({ amount, gateway }) => ({ gateway, cents: cents(amount) }));
  const { fullRefund, amount = null } = input.shipping ?? {};
  const shipping = fullRefund ? order.shipping : cents(amount ?? "0");
  const refund = refundOrder(world, shop, order, { units, note: input.note ?? "", shipping, payments });
  if (typeof refund === "string") return refused(["refundLineItems"], refund);
  const whole = () => orderView(shop, order);
  return { refund: refundView(shop, order, refund, whole), order: whole(), userErrors: [] };
}
