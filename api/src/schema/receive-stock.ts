import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Expectation } from "./expectation.ts";
import { Location } from "./location.ts";
import { changeStock, typeOfResult } from "./outcome.ts";
import { Product } from "./product.ts";
import { Refusal } from "./refusal.ts";
import { StockChanged } from "./stock-changed.ts";

const ReceiveStockInput = builder.inputType("ReceiveStockInput", {
  description: "Units that arrived.",
  fields: (t) => ({
    ...actFields(t),
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more." }),
    expectationId: t.globalID({
      for: Expectation,
      description: "The expectation that they fulfil: so many fewer are to come.",
    }),
  }),
});

const ReceiveStockResult = builder.unionType("ReceiveStockResult", {
  description: "The change, or why there is none.",
  types: [StockChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("receiveStock", (t) =>
  t.field({
    type: ReceiveStockResult,
    description: "Units arrived. They fill open shortages first, oldest order first.",
    args: { input: t.arg({ type: ReceiveStockInput, required: true, description: "What arrived." }) },
    resolve: (_root, { input }, context) =>
      changeStock(context, {
        verb: "receive",
        ...actOf(input, context),
        productId: input.productId.id,
        locationId: input.locationId.id,
        quantity: input.quantity,
        ...(input.expectationId && { expectationId: input.expectationId.id }),
      }),
  }),
);
