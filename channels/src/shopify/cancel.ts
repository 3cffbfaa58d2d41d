import type { PlatformCancellation, ShipResult } from "../connector.ts";
import type { ShopifyClient } from "./client.ts";
import { cancelOrder } from "./documents.ts";
import { readOrder } from "./pull-orders.ts";

const reasons: Record<PlatformCancellation["reason"], string> = {
  out_of_stock: "INVENTORY",
  asked_by_buyer: "CUSTOMER",
  other: "OTHER",
};

/**
 * Cancels an order of which nothing else is left, or the rest is to be cancelled too. Shopify cancels whole orders only: a line is taken out by editing the order
 * there. Paying back is left to a person.
 */
export async function cancel(
  client: ShopifyClient,
  { platformOrderId, platformLineId, reason, alsoAsked = [] }: PlatformCancellation,
  signal: AbortSignal,
): Promise<ShipResult> {
  const order = await readOrder(client, platformOrderId, signal);
  const line = order?.lines.find((row) => row.platformLineId === platformLineId);
  if (!order || !line) return { kind: "refused", error: `the shop knows no line ${platformLineId} in this order` };
  if (line.ordered === line.cancelled + line.shipped) return { kind: "told" };
  const asked = new Set([platformLineId, ...alsoAsked]);
  const isWhole = order.lines.every((row) => asked.has(row.platformLineId) || row.ordered === row.cancelled);
  if (!isWhole || order.lines.some((row) => row.shipped > 0)) {
    const error = "Shopify cancels whole orders only: choose all lines, or edit or refund this order there";
    return { kind: "refused", error };
  }
  const variables = { orderId: platformOrderId, reason: reasons[reason] };
  const [error] = (await client.run(cancelOrder, variables, signal)).orderCancel.orderCancelUserErrors;
  return error ? { kind: "refused", error: error.message } : { kind: "told" };
}
