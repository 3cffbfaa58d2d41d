import { decideReturn } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { Refusal, type Refused, refusalOf } from "./refusal.ts";
import { Return } from "./return.ts";

const DecideReturnInput = builder.inputType("DecideReturnInput", {
  description: "What a person saw when he opened the parcel.",
  fields: (t) => ({
    ...actFields(t),
    returnId: t.globalID({ for: Return, required: true, description: "Which return." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where the units lie now." }),
    restocked: t.field({ type: "Quantity", required: true, description: "Units that are for sale again." }),
    unavailable: t.field({ type: "Quantity", required: true, description: "Units that came and may not be sold." }),
  }),
});

interface Decided {
  kind: "return_decided";
  returnId: string;
  isRepeated: boolean;
}

const ReturnDecided = builder.objectRef<Decided>("ReturnDecided").implement({
  description: "The decision was made; the platform is told by the worker.",
  fields: (t) => ({
    return: t.prismaField({
      type: Return,
      description: "The return as it is now.",
      resolve: (query, { returnId }, _args, context) =>
        context.primary.prisma.return.findUniqueOrThrow({ ...query, where: { id: returnId } }),
    }),
    isRepeated: t.exposeBoolean("isRepeated", { description: "True when the same was decided before." }),
  }),
});

const DecideReturnResult = builder.unionType("DecideReturnResult", {
  description: "The decision, or why there is none.",
  types: [ReturnDecided, Refusal],
  resolveType: ({ kind }) => (kind === "return_decided" ? "ReturnDecided" : "Refusal"),
});

builder.mutationField("decideReturn", (t) =>
  t.field({
    type: DecideReturnResult,
    description:
      "Says what came of a return: so many units for sale again, so many not; the rest did not come, or is not taken. Once.",
    args: { input: t.arg({ type: DecideReturnInput, required: true, description: "What came." }) },
    resolve: async (_root, { input }, context): Promise<Decided | Refused> => {
      const { returnId, locationId, restocked, unavailable } = input;
      const decision = { ...actOf(input, context), returnId: returnId.id, locationId: locationId.id };
      const outcome = await decideReturn(context.primary.pool, { ...decision, restocked, unavailable }, new Date());
      if (outcome.kind === "refused") return refusalOf(outcome);
      return { kind: "return_decided", returnId: returnId.id, isRepeated: outcome.kind === "repeated" };
    },
  }),
);
