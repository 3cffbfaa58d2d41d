import { cents, moneyBag } from "./money.ts";
import { current } from "./order-quantities.ts";
import { paymentView } from "./payment.ts";
import type { Line, Order, Shop } from "./shop.ts";
import { soldAs } from "./sold-as.ts";

/** Cents of an order: what it was to cost, what it costs now, what came in and what went back. */
export function moneyOf(shop: Shop, order: Order) {
  const goods = (unitsOf: (line: Line) => number) =>
    order.lines.reduce((sum, line) => sum + cents(soldAs(shop, line).price) * unitsOf(line), 0);
  const paid = (kinds: string[]) =>
    order.payments
      .filter(({ kind, status }) => kinds.includes(kind) && status === "SUCCESS")
      .reduce((sum, payment) => sum + payment.cents, 0);
  const shippingBack = order.cancelledAt === null ? order.refunds.reduce((sum, row) => sum + row.shipping, 0) : null;
  const subtotal = goods((line) => line.quantity);
  return {
    subtotal,
    total: subtotal + order.shipping,
    current: goods(current) + (shippingBack === null ? 0 : order.shipping - shippingBack),
    received: paid(["SALE", "CAPTURE"]),
    refunded: paid(["REFUND"]),
  };
}

/** What of the money the shop has, as the Admin API names it. */
export function financialStatus(shop: Shop, order: Order) {
  const { total, received, refunded } = moneyOf(shop, order);
  if (received === 0) return total === 0 ? "PAID" : "PENDING";
  if (refunded >= received) return "REFUNDED";
  if (refunded > 0) return "PARTIALLY_REFUNDED";
  return received < total ? "PARTIALLY_PAID" : "PAID";
}

/** The order's currency. */
export function currencyOf(shop: Shop, order: Order): string {
  return order.currency ?? shop.settings.currency;
}

/** The money of an order as the Admin API shows it. */
export function moneyView(shop: Shop, order: Order) {
  const money = moneyOf(shop, order);
  const bag = (inCents: number) => moneyBag(inCents, currencyOf(shop, order));
  const net = money.received - money.refunded;
  return {
    displayFinancialStatus: financialStatus(shop, order),
    paymentGatewayNames: [...new Set(order.payments.map(({ gateway }) => gateway))],
    subtotalPriceSet: bag(money.subtotal),
    totalDiscountsSet: bag(0),
    totalPriceSet: bag(money.total),
    currentTotalPriceSet: bag(money.current),
    totalReceivedSet: bag(money.received),
    totalRefundedSet: bag(money.refunded),
    netPaymentSet: bag(net),
    totalOutstandingSet: bag(money.current - net),
    transactions: ({ first }: { first?: number | null }) =>
      order.payments
        .slice(0, first ?? order.payments.length)
        .map((payment) => paymentView(payment, currencyOf(shop, order))),
  };
}
