import { once } from "../act.ts";
import type { Restock } from "../command/goods.ts";
import { type Draft, type Drafted, levelAt, move } from "../draft.ts";
import { fillShortages } from "../gives-way.ts";
import { firstRefusal, refuseTooMany } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { refusePlace } from "../place.ts";
import type { Order, OrderLine, Part } from "../state.ts";
import { onOrder } from "./on-order.ts";
import { partsOf } from "./settle.ts";

/** Shipped units came back: on hand rises, sellable or not. Sellable ones fill open shortages first. */
export function restock(draft: Draft, command: Restock): Outcome {
  return once(draft, command, (operationId) =>
    onOrder(draft, command, (order) => {
      const { lines, orderId } = command;
      const refusal = firstRefusal(lines, (line) => refuseReturn(draft, order, command, line));
      if (refusal) return refusal;
      for (const { orderLineId, quantity } of lines) {
        const line = draft.lines.get(orderLineId);
        if (line) takeBack(draft, operationId, command, line, quantity);
      }
      return { kind: "applied", operationId, orderId };
    }),
  );
}

function refuseReturn(
  draft: Draft,
  order: Order,
  { locationId }: Restock,
  { orderLineId, quantity }: Restock["lines"][number],
): Outcome | null {
  const line = draft.lines.get(orderLineId);
  if (line?.orderId !== order.id || !line.productId) {
    return refused("order_line_not_found", `order ${order.name} has no line ${orderLineId} of a known product`);
  }
  const parts = partsOf(draft, line);
  const place = firstRefusal(parts, ({ productId }) => refusePlace(draft.state, productId, locationId));
  if (place) return place;
  const out = line.shipped - line.returned;
  if (quantity > out) {
    return refused("more_than_shipped", `"${line.title}" has ${out} units shipped and not returned, got ${quantity}`);
  }
  return firstRefusal(parts, (part: Part) =>
    refuseTooMany("on hand", levelAt(draft, part.productId, locationId).onHand, quantity * part.quantity),
  );
}

function takeBack(
  draft: Draft,
  operationId: string,
  { locationId, into }: Restock,
  line: Drafted<OrderLine>,
  quantity: number,
): void {
  line.returned += quantity;
  line.isChanged = true;
  for (const part of partsOf(draft, line)) {
    const units = quantity * part.quantity;
    const unavailable = into === "unavailable" ? units : 0;
    move(draft, operationId, { productId: part.productId, locationId }, { onHand: units, unavailable });
    if (into === "sellable") fillShortages(draft, operationId, part.productId);
  }
}
