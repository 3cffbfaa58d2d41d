import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { applyOne, typeOfResult } from "./outcome.ts";
import { Product } from "./product.ts";
import { Refusal } from "./refusal.ts";
import { StockLevel } from "./stock-level.ts";

interface LevelsChange {
  kind: "levels_changed";
  locationId: string;
  productIds: string[];
  isRepeated: boolean;
}

const LevelsChanged = builder.objectRef<LevelsChange>("LevelsChanged").implement({
  description: "The change was made; these are the stock levels that it concerns, as they are now.",
  fields: (t) => ({
    levels: t.prismaField({
      type: [StockLevel],
      description: "Those that exist: what was counted as 0 and never was there has none.",
      resolve: (query, { locationId, productIds }, _args, context) =>
        context.reads.prisma.stockLevel.findMany({ ...query, where: { locationId, productId: { in: productIds } } }),
    }),
    isRepeated: t.exposeBoolean("isRepeated", {
      description: "True when the key was known: the change was made before, and not again.",
    }),
  }),
});

const CountLineInput = builder.inputType("CountLineInput", {
  description: "What was counted of one product.",
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    counted: t.field({ type: "Quantity", required: true, description: "Units counted." }),
    onHandSeen: t.field({
      type: "Quantity",
      description: "On hand as the hub showed it at that moment: what moved since is added. Left out: nothing moved.",
    }),
  }),
});

const CountStockInput = builder.inputType("CountStockInput", {
  description: "A count at a location.",
  fields: (t) => ({
    ...actFields(t),
    locationId: t.globalID({ for: Location, required: true, description: "Where." }),
    lines: t.field({ type: [CountLineInput], required: true, description: "What, each product once; 1,000 at most." }),
  }),
});

const CountStockResult = builder.unionType("CountStockResult", {
  description: "The change, or why there is none.",
  types: [LevelsChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("countStock", (t) =>
  t.field({
    type: CountStockResult,
    description:
      "Somebody counted: on hand becomes that, plus what moved since. All lines or none. Below what is reserved the newest reservations become shortages.",
    args: { input: t.arg({ type: CountStockInput, required: true, description: "What was counted." }) },
    resolve: async (_root, { input }, context) => {
      const locationId = input.locationId.id;
      const lines = input.lines.map(({ productId, counted, onHandSeen }) => {
        return { productId: productId.id, counted, ...(typeof onHandSeen === "number" && { onHandSeen }) };
      });
      const outcome = await applyOne(context, { verb: "count", ...actOf(input, context), locationId, lines });
      if (outcome.kind === "refused") return { kind: "refused" as const, ...outcome.refusal };
      const productIds = lines.map((line) => line.productId);
      return { kind: "levels_changed" as const, locationId, productIds, isRepeated: outcome.kind === "repeated" };
    },
  }),
);
