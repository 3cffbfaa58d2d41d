import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Order } from "./order.ts";
import { OrderChanged } from "./order-changed.ts";
import { OrderUnitsInput, unitsOf } from "./order-units.ts";
import { changeOrder, typeOfResult } from "./outcome.ts";
import { Refusal } from "./refusal.ts";

const ReleaseOrderInput = builder.inputType("ReleaseOrderInput", {
  description: "Units that will not be shipped.",
  fields: (t) => ({
    ...actFields(t),
    orderId: t.globalID({ for: Order, required: true, description: "Which order." }),
    lines: t.field({ type: [OrderUnitsInput], required: true, description: "Which units." }),
  }),
});

const ReleaseOrderResult = builder.unionType("ReleaseOrderResult", {
  description: "The change, or why there is none.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("releaseOrder", (t) =>
  t.field({
    type: ReleaseOrderResult,
    description: "Units of an order will not be shipped: they are cancelled, and free again.",
    args: { input: t.arg({ type: ReleaseOrderInput, required: true, description: "What will not be shipped." }) },
    resolve: (_root, { input }, context) =>
      changeOrder(context, {
        verb: "release",
        ...actOf(input, context),
        orderId: input.orderId.id,
        lines: unitsOf(input.lines),
      }),
  }),
);
