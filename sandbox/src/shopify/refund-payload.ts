import { toSeconds } from "../clock.ts";
import { exactInteger } from "../exact-json.ts";
import { gid } from "../ids.ts";
import type { World } from "../world.ts";
import { announceBody } from "./announce.ts";
import { amount, cents, moneySet } from "./money.ts";
import { currencyOf } from "./order-money.ts";
import { linePayload } from "./order-payload.ts";
import type { Order, Refund, Shop } from "./shop.ts";
import { soldAs } from "./sold-as.ts";

/** Tells subscribers of a refund, in the REST shape that webhooks carry. */
export function announceRefund(world: World, shop: Shop, order: Order, refund: Refund): void {
  const at = toSeconds(refund.createdAt);
  const { returnId } = refund;
  announceBody(world, shop, "REFUNDS_CREATE", {
    ...{ id: exactInteger(refund.id), admin_graphql_api_id: gid("Refund", refund.id) },
    ...{ order_id: exactInteger(order.id), created_at: at, processed_at: at, note: refund.note, user_id: 548380009 },
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    return: returnId === null ? null : { id: exactInteger(returnId), admin_graphql_api_id: gid("Return", returnId) },
    refund_line_items: refund.lines.map((row) => refundLinePayload(shop, order, row)),
    ...{ duties: [], order_adjustments: [], refund_shipping_lines: [], transactions: [] },
    total_duties_set: moneySet("0.00", shop.settings.currency),
  });
}

function refundLinePayload(shop: Shop, order: Order, row: Refund["lines"][number]): Record<string, unknown> {
  const line = order.lines.find(({ id }) => id === row.lineId);
  if (!line)
    throw new Error(`refund line ${row.id} names line ${row.lineId}, which order ${order.number} does not have`);
  const currency = currencyOf(shop, order);
  const subtotal = amount(cents(soldAs(shop, line).price) * row.quantity);
  return {
    ...{ id: exactInteger(row.id ?? "0"), line_item_id: exactInteger(line.id), quantity: row.quantity },
    ...{ location_id: exactInteger(row.locationId), restock_type: row.restockType.toLowerCase() },
    ...{ subtotal: Number(subtotal), subtotal_set: moneySet(subtotal, currency) },
    ...{ total_tax: 0, total_tax_set: moneySet("0.00", currency) },
    line_item: linePayload(shop, order, line),
  };
}
