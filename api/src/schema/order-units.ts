import { builder } from "../builder.ts";
import { OrderLine } from "./order-line.ts";

/** Units of one order line, in an input. */
export const OrderUnitsInput = builder.inputType("OrderUnitsInput", {
  description: "Units of one order line.",
  fields: (t) => ({
    orderLineId: t.globalID({ for: OrderLine, required: true, description: "Which line." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more; of a bundle, sets." }),
  }),
});

/** The units as the writer takes them. */
export function unitsOf(lines: { orderLineId: { id: string }; quantity: number }[]) {
  return lines.map(({ orderLineId, quantity }) => ({ orderLineId: orderLineId.id, quantity }));
}
