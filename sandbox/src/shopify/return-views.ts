import { toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import { lineOf } from "./line-view.ts";
import { cents, moneyBag } from "./money.ts";
import { currencyOf } from "./order-money.ts";
import { paymentView } from "./payment.ts";
import type { Order, Refund, Return, Shop } from "./shop.ts";
import { soldAs } from "./sold-as.ts";
import { locationView } from "./views.ts";

/** How far an order's returns are. */
export function returnStatus({ returns }: Order): "IN_PROGRESS" | "NO_RETURN" | "RETURNED" {
  const known = returns.filter(({ status }) => status !== "CANCELED");
  if (known.length === 0) return "NO_RETURN";
  return known.some(({ status }) => status === "OPEN") ? "IN_PROGRESS" : "RETURNED";
}

/** A return as the Admin API shows it. */
export function returnView(shop: Shop, order: Order, row: Return, whole: () => object): object {
  return {
    __typename: "Return",
    id: gid("Return", row.id),
    name: `#${order.number}-R${order.returns.indexOf(row) + 1}`,
    status: row.status,
    createdAt: toSeconds(row.createdAt),
    closedAt: row.closedAt === null ? null : toSeconds(row.closedAt),
    totalQuantity: row.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    order: whole,
    returnLineItems: (args: ConnectionArguments) =>
      connection(
        row.lines,
        args,
        ({ id }) => [id],
        ({ id, lineId, quantity, refunded, note }) => ({
          __typename: "ReturnLineItem",
          ...{ id: gid("ReturnLineItem", id), quantity, refundedQuantity: refunded },
          ...{ customerNote: note, returnReasonNote: "" },
          fulfillmentLineItem: () => ({
            ...{ __typename: "FulfillmentLineItem", id: gid("FulfillmentLineItem", lineId), quantity },
            lineItem: () => lineOf(shop, order, lineId),
          }),
        }),
      ),
  };
}

/** A refund as the Admin API shows it. */
export function refundView(shop: Shop, order: Order, refund: Refund, whole: () => object): object {
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    createdAt: toSeconds(refund.createdAt),
    updatedAt: toSeconds(refund.createdAt),
    note: refund.note,
    totalRefundedSet: moneyBag(
      refund.payments.reduce((sum, { cents: paid }) => sum + paid, 0),
      currencyOf(shop, order),
    ),
    transactions: (args: ConnectionArguments) =>
      connection(
        refund.payments,
        args,
        ({ id }) => [id],
        (payment) => paymentView(payment, currencyOf(shop, order)),
      ),
    order: whole,
    return: () => {
      const found = order.returns.find(({ id }) => id === refund.returnId);
      return found ? returnView(shop, order, found, whole) : null;
    },
    refundLineItems: (args: ConnectionArguments) =>
      connection(
        refund.lines,
        args,
        ({ lineId, locationId }) => [lineId, locationId],
        (row) => ({
          id: row.id === undefined ? null : gid("RefundLineItem", row.id),
          quantity: row.quantity,
          restockType: row.restockType,
          restocked: row.restockType !== "NO_RESTOCK",
          subtotalSet: moneyBag(priceOf(shop, order, row.lineId) * row.quantity, currencyOf(shop, order)),
          location: () => {
            const location = shop.locations.get(row.locationId);
            return location ? locationView(shop, location) : null;
          },
          lineItem: () => lineOf(shop, order, row.lineId),
        }),
      ),
  };
}

/** Cents of one unit of a line. */
function priceOf(shop: Shop, order: Order, lineId: string): number {
  const line = order.lines.find(({ id }) => id === lineId);
  return line ? cents(soldAs(shop, line).price) : 0;
}
