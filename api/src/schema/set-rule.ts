import { type RuleFields, setRule } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { Rule, ShareKind } from "./rules.ts";

const SetRuleInput = builder.inputType("SetRuleInput", {
  description: "Fields of one rule: what is left out stays, null clears a field, so that it inherits.",
  fields: (t) => ({
    channelId: t.globalID({ for: Channel, description: "Only there; left out: on every channel." }),
    productId: t.globalID({ for: Product, description: "Only of this; left out: of every product." }),
    safetyStockUnits: t.field({ type: "Quantity", description: "Units kept back." }),
    safetyStockPercent: t.float({ description: "0–100, kept back, rounded up; the larger of both counts." }),
    shareKind: t.field({ type: ShareKind, description: "How much a listing may show." }),
    sharePercent: t.float({ description: "0–100, with `percentage`." }),
    shareUnits: t.field({ type: "Quantity", description: "With `fixed`." }),
    stopSellingAt: t.field({ type: "Quantity", description: "At or below it a listing shows 0." }),
    alwaysShowAtLeast: t.field({ type: "Quantity", description: "Never below this: deliberate oversell." }),
    cap: t.field({ type: "Quantity", description: "Never above this." }),
  }),
});

const RuleSet = builder.objectRef<{ kind: "rule_set"; ruleId: string }>("RuleSet").implement({
  description: "The rule was set; the products concerned are published anew, soon.",
  fields: (t) => ({
    rule: t.prismaField({
      type: Rule,
      description: "The rule as it is now.",
      resolve: (query, { ruleId }, _args, context) =>
        context.reads.prisma.rule.findUniqueOrThrow({ ...query, where: { id: ruleId } }),
    }),
  }),
});

const SetRuleResult = builder.unionType("SetRuleResult", {
  description: "The rule, or why it was not set.",
  types: [RuleSet, Refusal],
  resolveType: ({ kind }) => (kind === "rule_set" ? "RuleSet" : "Refusal"),
});

builder.mutationField("setRule", (t) =>
  t.field({
    type: SetRuleResult,
    description: "Sets fields of the rule for the hub, a channel, a product, or a product on a channel.",
    args: { input: t.arg({ type: SetRuleInput, required: true, description: "What to set." }) },
    resolve: async (_root, { input }, { primary }) => {
      const { channelId, productId, ...given } = input;
      const scope = { channelId: channelId?.id ?? null, productId: productId?.id ?? null };
      const set = await setRule(primary.pool, scope, fieldsOf(given), new Date());
      return set.kind === "rule_set" ? set : refusalOf(set);
    },
  }),
);

type Given = { [Field in keyof RuleFields]?: RuleFields[Field] | undefined };

/** GraphQL hands over only what was given; its types say that it might also hand over undefined. */
function fieldsOf(given: Given): RuleFields {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
