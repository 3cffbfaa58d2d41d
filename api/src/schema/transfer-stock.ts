import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Expectation } from "./expectation.ts";
import { changeExpectations, ExpectationsChanged } from "./expectations-changed.ts";
import { Location } from "./location.ts";
import { typeOfResult } from "./outcome.ts";
import { ProductUnitsInput, productUnitsOf } from "./product-units.ts";
import { Refusal } from "./refusal.ts";

const TransferResult = builder.unionType("TransferResult", {
  description: "The change, or why there is none.",
  types: [ExpectationsChanged, Refusal],
  resolveType: typeOfResult,
});

const TransferOutInput = builder.inputType("TransferOutInput", {
  description: "Units that leave one location for another.",
  fields: (t) => ({
    ...actFields(t),
    fromLocationId: t.globalID({ for: Location, required: true, description: "Where they leave." }),
    toLocationId: t.globalID({ for: Location, required: true, description: "Where they go." }),
    lines: t.field({ type: [ProductUnitsInput], required: true, description: "What, each product once." }),
    expectedAt: t.field({ type: "DateTime", description: "When they are to arrive." }),
    reference: t.string({ description: "What people call it." }),
  }),
});

builder.mutationField("transferOut", (t) =>
  t.field({
    type: TransferResult,
    description:
      "Units leave a location and are incoming at another: all lines or none. Only what is available may leave.",
    args: { input: t.arg({ type: TransferOutInput, required: true, description: "What goes where." }) },
    resolve: (_root, { input }, context) =>
      changeExpectations(context, {
        verb: "transfer_out",
        ...actOf(input, context),
        ...{ fromLocationId: input.fromLocationId.id, toLocationId: input.toLocationId.id },
        lines: productUnitsOf(input.lines),
        ...(input.expectedAt && { expectedAt: input.expectedAt }),
        ...(input.reference && { reference: input.reference }),
      }),
  }),
);

const ArrivalInput = builder.inputType("ArrivalInput", {
  description: "What became of the units of one transfer. The rest stays on its way.",
  fields: (t) => ({
    expectationId: t.globalID({ for: Expectation, required: true, description: "Which transfer." }),
    received: t.field({ type: "Quantity", required: true, description: "Units that arrived." }),
    lost: t.field({ type: "Quantity", defaultValue: 0, required: true, description: "Units that never will." }),
  }),
});

const TransferInInput = builder.inputType("TransferInInput", {
  description: "Units of transfers that arrived, or were lost.",
  fields: (t) => ({
    ...actFields(t),
    lines: t.field({ type: [ArrivalInput], required: true, description: "Each transfer once." }),
  }),
});

builder.mutationField("transferIn", (t) =>
  t.field({
    type: TransferResult,
    description:
      "Units of transfers arrive and fill open shortages first; lost ones are written off. All lines or none.",
    args: { input: t.arg({ type: TransferInInput, required: true, description: "What arrived." }) },
    resolve: (_root, { input }, context) =>
      changeExpectations(context, {
        verb: "transfer_in",
        ...actOf(input, context),
        lines: input.lines.map(({ expectationId, received, lost }) => {
          return { expectationId: expectationId.id, received, lost };
        }),
      }),
  }),
);
