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
 * Cancels an order of which nothing else is left. Shopify cancels whole orders only: a line is taken out by editing the order
 * there. Paying back is left to a person.
 */
export async function cancel(
  client: ShopifyClient,
  { platformOrderId, platformLineId, reason }: PlatformCancellation,
  signal: AbortSignal,
): Promise<ShipResult> {
  const order = await readOrder(client, platformOrderId, signal);
  const line = order?.lines.find((row) => row.platformLineId === platformLineId);
  if (!order || !line) return { kind: "refused", error: `the shop knows no line ${platformLineId} in this order` };
  if (line.ordered === line.cancelled + line.shipped) return { kind: "told" };
  const isWhole = order.lines.every((row) => row === line || row.ordered === row.cancelled);
  if (!isWhole || line.shipped > 0) {
    return { kind: "refused", error: "Shopify cancels whole orders only: edit or refund this order there" };
  }
  const variables = { orderId: platformOrderId, reason: reasons[reason] };
  const [error] = (await client.run(cancelOrder, variables, signal)).orderCancel.orderCancelUserErrors;
  return error ? { kind: "refused", error: error.message } : { kind: "told" };
}
