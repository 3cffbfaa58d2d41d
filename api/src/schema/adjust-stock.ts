import type { Adjust } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { changeStock, typeOfResult } from "./outcome.ts";
import { Product } from "./product.ts";
import { Refusal } from "./refusal.ts";
import { StockChanged } from "./stock-changed.ts";

const AdjustStockInput = builder.inputType("AdjustStockInput", {
  description: "A correction of on hand: either `by` a number of units, or `to` one.",
  fields: (t) => ({
    ...actFields(t),
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where." }),
    by: t.field({ type: "Quantity", description: "Units to add; below 0 to take away. Not together with `to`." }),
    to: t.field({ type: "Quantity", description: "Units that are there. Not together with `by`." }),
    expected: t.field({
      type: "Quantity",
      description: "With `to`: what on hand was believed to be. When it differs, nothing is changed.",
    }),
  }),
});

const AdjustStockResult = builder.unionType("AdjustStockResult", {
  description: "The change, or why there is none.",
  types: [StockChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("adjustStock", (t) =>
  t.field({
    type: AdjustStockResult,
    description:
      "Corrects on hand: what is really there counts, also if more was promised; then the newest promises give way.",
    args: { input: t.arg({ type: AdjustStockInput, required: true, description: "What to correct." }) },
    resolve: (_root, { input }, context) =>
      changeStock(context, {
        verb: "adjust",
        ...actOf(input, context),
        productId: input.productId.id,
        locationId: input.locationId.id,
        change: changeOf(input),
      }),
  }),
);

type Wanted = Partial<Record<"by" | "to" | "expected", number | null | undefined>>;

function changeOf({ by, to, expected }: Wanted): Adjust["change"] {
  const isBy = typeof by === "number";
  const isTo = typeof to === "number";
  if (isBy === isTo) throw badInput(`exactly one of by and to must be given, got ${isBy ? "both" : "neither"}`);
  if (isTo) return { kind: "to", onHand: to, ...(typeof expected === "number" && { expected }) };
  if (typeof expected === "number") throw badInput(`expected goes with to, got it with by`);
  return { kind: "by", delta: by ?? 0 };
}
