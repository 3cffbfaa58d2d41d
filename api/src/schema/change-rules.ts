import { changeRules, type RulesChanged, undoRuleChange } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Refusal, refusalOf } from "./refusal.ts";
import { RuleChange } from "./rule-changes.ts";
import { fieldsOf, ruleInputs, scopeInputs } from "./rule-fields.ts";

/** One rule of a change. */
export const RuleEditInput = builder.inputType("RuleEditInput", {
  description: "What becomes of one rule: what is left out stays, null clears a field, so that it inherits.",
  fields: (t) => ({
    ...scopeInputs(t),
    ...ruleInputs(t),
    remove: t.boolean({ description: "True: the whole rule goes. Not together with fields." }),
  }),
});

/** The edits of an input as stock takes them. */
export function editsOf(rules: (typeof RuleEditInput)["$inferInput"][]) {
  return rules.map(({ channelId, productId, remove, ...given }) => {
    const set = fieldsOf(given);
    if (remove && Object.keys(set).length > 0) throw badInput("remove goes without fields of the rule, got both");
    return { channelId: channelId?.id ?? null, productId: productId?.id ?? null, set: remove ? null : set };
  });
}

const RulesChangedRef = builder.objectRef<RulesChanged>("RulesChanged").implement({
  description: "The rules were changed; the listings concerned are published anew, soon.",
  fields: (t) => ({
    isRepeated: t.exposeBoolean("isRepeated", { description: "True when the key had done it before." }),
    change: t.prismaField({
      type: RuleChange,
      description: "The change as it is kept.",
      resolve: (query, { changeId }, _args, context) =>
        context.primary.prisma.ruleChange.findUniqueOrThrow({ ...query, where: { id: changeId } }),
    }),
  }),
});

const ChangeRulesResult = builder.unionType("ChangeRulesResult", {
  description: "The change, or why there is none.",
  types: [RulesChangedRef, Refusal],
  resolveType: ({ kind }) => (kind === "rules_changed" ? "RulesChanged" : "Refusal"),
});

builder.mutationField("changeRules", (t) =>
  t.field({
    type: ChangeRulesResult,
    description:
      "Changes up to 1,000 rules, all or none, and keeps how they were. Refused when more listings would show 0 than goes without a second yes.",
    args: {
      key: t.arg.string({ required: true, description: "Names this one act for ever. Sent again it changes nothing." }),
      reason: t.arg.string({ required: true, description: "Why, in a word or two." }),
      rules: t.arg({ type: [RuleEditInput], required: true, description: "The rules, each named once." }),
      confirmZeroing: t.arg.boolean({ description: "The second yes." }),
    },
    resolve: async (_root, { key, reason, rules, confirmZeroing }, { primary, actor }) => {
      const act = { key, reason, actor: ledgerName(actor), confirmZeroing: confirmZeroing ?? false };
      const changed = await changeRules(primary.pool, { ...act, edits: editsOf(rules) }, new Date());
      return changed.kind === "rules_changed" ? changed : refusalOf(changed);
    },
  }),
);

builder.mutationField("undoRuleChange", (t) =>
  t.field({
    type: ChangeRulesResult,
    description: "Takes a change of rules back: they are as they were before. Refused when they were changed since.",
    args: {
      key: t.arg.string({ required: true, description: "Names this one act for ever. Sent again it changes nothing." }),
      changeId: t.arg.globalID({ for: RuleChange, required: true, description: "Which change." }),
      confirmZeroing: t.arg.boolean({ description: "The second yes, where it sets many listings to zero." }),
    },
    resolve: async (_root, { key, changeId, confirmZeroing }, { primary, actor }) => {
      const undo = { key, changeId: changeId.id, actor: ledgerName(actor), confirmZeroing: confirmZeroing ?? false };
      const undone = await undoRuleChange(primary.pool, undo, new Date());
      return undone.kind === "rules_changed" ? undone : refusalOf(undone);
    },
  }),
);
