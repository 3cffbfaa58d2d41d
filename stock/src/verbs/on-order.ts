import type { Draft } from "../draft.ts";
import { firstRefusal, refuseLines, refuseQuantity } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import type { Order } from "../state.ts";

/** Acts on the order whose units a command names, each line once and at least one unit of it, or says why it cannot. */
export function onOrder(
  draft: Draft,
  { orderId, lines }: { orderId: string; lines: { orderLineId: string; quantity: number }[] },
  act: (order: Order) => Outcome,
): Outcome {
  const ids = lines.map((line) => line.orderLineId);
  const refusal =
    refuseLines(ids, "order lines") ?? firstRefusal(lines, ({ quantity }) => refuseQuantity("quantity", quantity, 1));
  if (refusal) return refusal;
  const order = [...draft.orders.values()].find((one) => one.id === orderId);
  return order ? act(order) : refused("order_not_found", `there is no order ${orderId}`);
}
