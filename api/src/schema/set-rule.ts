import { type RuleEdit, setRule } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Channel } from "./channel.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { fieldsOf, ruleInputs, scopeInputs } from "./rule-fields.ts";
import { Rule } from "./rules.ts";

const SetRuleInput = builder.inputType("SetRuleInput", {
  description: "Fields of one rule: what is left out stays, null clears a field, so that it inherits.",
  fields: (t) => ({
    ...scopeInputs(t),
    ...ruleInputs(t),
    confirmZeroing: t.boolean({ description: "The second yes, where the rule sets many listings to zero." }),
  }),
});

const RuleSet = builder.objectRef<{ kind: "rule_set"; ruleId: string | null; changeId: string }>("RuleSet").implement({
  description: "The rule was set; the products concerned are published anew, soon.",
  fields: (t) => ({
    rule: t.prismaField({
      type: Rule,
      nullable: true,
      description: "The rule as it is now; null when nothing is left of it.",
      resolve: (query, { ruleId }, _args, context) =>
        ruleId ? context.primary.prisma.rule.findUnique({ ...query, where: { id: ruleId } }) : null,
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
    resolve: (_root, { input }, context) => {
      const { channelId, productId, confirmZeroing, ...given } = input;
      const scope = { channelId: channelId?.id ?? null, productId: productId?.id ?? null };
      return setOne(context, { ...scope, set: fieldsOf(given) }, "rule set", confirmZeroing ?? false);
    },
  }),
);

builder.mutationField("removeRule", (t) =>
  t.field({
    type: SetRuleResult,
    description:
      "Removes the rule for the hub, a channel, a product, or a product on a channel: all of it inherits again.",
    args: {
      channelId: t.arg.globalID({ for: Channel, description: "Only there; left out: the rule of every channel." }),
      productId: t.arg.globalID({ for: Product, description: "Only of this; left out: the rule of every product." }),
      confirmZeroing: t.arg.boolean({ description: "The second yes, where it sets many listings to zero." }),
    },
    resolve: (_root, { channelId, productId, confirmZeroing }, context) => {
      const scope = { channelId: channelId?.id ?? null, productId: productId?.id ?? null };
      return setOne(context, { ...scope, set: null }, "rule removed", confirmZeroing ?? false);
    },
  }),
);

async function setOne({ primary, actor }: Context, edit: RuleEdit, reason: string, confirmZeroing: boolean) {
  const act = { actor: ledgerName(actor), reason, confirmZeroing };
  const set = await setRule(primary.pool, edit, act, new Date());
  return set.kind === "rule_set" ? set : refusalOf(set);
}
