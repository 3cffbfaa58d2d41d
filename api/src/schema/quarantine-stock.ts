import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { changeStock, typeOfResult } from "./outcome.ts";
import { Product } from "./product.ts";
import { Refusal } from "./refusal.ts";
import { StockChanged } from "./stock-changed.ts";

const QuarantineResult = builder.unionType("QuarantineResult", {
  description: "The change, or why there is none.",
  types: [StockChanged, Refusal],
  resolveType: typeOfResult,
});

const QuarantineInput = builder.inputType("QuarantineInput", {
  description: "Units that may not be sold, or may be again.",
  fields: (t) => ({
    ...actFields(t),
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more." }),
  }),
});

builder.mutationField("quarantine", (t) =>
  t.field({
    type: QuarantineResult,
    description: "Units on hand may not be sold for now. Where they were promised, the newest reservations give way.",
    args: { input: t.arg({ type: QuarantineInput, required: true, description: "Which units." }) },
    resolve: (_root, { input }, context) =>
      changeStock(context, { verb: "quarantine", ...actOf(input, context), ...unitsOf(input) }),
  }),
);

builder.mutationField("unquarantine", (t) =>
  t.field({
    type: QuarantineResult,
    description: "Unavailable units may be sold again: they fill open shortages first.",
    args: { input: t.arg({ type: QuarantineInput, required: true, description: "Which units." }) },
    resolve: (_root, { input }, context) =>
      changeStock(context, { verb: "unquarantine", ...actOf(input, context), ...unitsOf(input) }),
  }),
);

const StockPart = builder.enumType("StockPart", {
  description: "Which part of on hand.",
  values: { sellable: {}, unavailable: { description: "What may not be sold." } } as const,
});

const WriteOffInput = builder.inputType("WriteOffInput", {
  description: "Units that are gone for good.",
  fields: (t) => ({
    ...actFields(t),
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more." }),
    from: t.field({ type: StockPart, required: true, description: "Which part they were." }),
  }),
});

builder.mutationField("writeOff", (t) =>
  t.field({
    type: QuarantineResult,
    description: "Units are gone for good. Where they were promised, the newest reservations give way.",
    args: { input: t.arg({ type: WriteOffInput, required: true, description: "Which units." }) },
    resolve: (_root, { input }, context) =>
      changeStock(context, { verb: "write_off", ...actOf(input, context), ...unitsOf(input), from: input.from }),
  }),
);

function unitsOf(input: { productId: { id: string }; locationId: { id: string }; quantity: number }) {
  return { productId: input.productId.id, locationId: input.locationId.id, quantity: input.quantity };
}

/** Sellable or unavailable, for inputs that put units somewhere. */
export { StockPart };
