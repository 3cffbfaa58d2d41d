import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Order } from "./order.ts";
import { OrderChanged } from "./order-changed.ts";
import { OrderUnitsInput, unitsOf } from "./order-units.ts";
import { changeOrder, typeOfResult } from "./outcome.ts";
import { Refusal } from "./refusal.ts";

const ShipOrderInput = builder.inputType("ShipOrderInput", {
  description: "One parcel.",
  fields: (t) => ({
    ...actFields(t),
    orderId: t.globalID({ for: Order, required: true, description: "Which order." }),
    lines: t.field({ type: [OrderUnitsInput], required: true, description: "What is in the parcel." }),
    carrier: t.string({ description: "Who carries it." }),
    tracking: t.string({ description: "The carrier's number." }),
  }),
});

const ShipOrderResult = builder.unionType("ShipOrderResult", {
  description: "The change, or why there is none.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("shipOrder", (t) =>
  t.field({
    type: ShipOrderResult,
    description: "Units of an order left the building, in one parcel.",
    args: { input: t.arg({ type: ShipOrderInput, required: true, description: "What left." }) },
    resolve: (_root, { input }, context) =>
      changeOrder(context, {
        verb: "ship",
        ...actOf(input, context),
        orderId: input.orderId.id,
        lines: unitsOf(input.lines),
        ...(typeof input.carrier === "string" && { carrier: input.carrier }),
        ...(typeof input.tracking === "string" && { tracking: input.tracking }),
      }),
  }),
);
