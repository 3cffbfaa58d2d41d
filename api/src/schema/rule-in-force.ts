import { type InheritedValue, readRuleInForce } from "@stockpool/stock";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Channel } from "./channel.ts";
import { Product } from "./product.ts";
import { Rule } from "./rules.ts";

interface InForce {
  ownId: string | null;
  inherited: InheritedValue[];
}

const InheritedField = builder.objectRef<InheritedValue>("InheritedRuleField").implement({
  description: "What a field of a rule inherits, and from where.",
  fields: (t) => ({
    field: t.string({ description: "The field's name.", resolve: ({ field }) => field }),
    value: t.exposeString("value", { description: "Its value, as text." }),
    channel: t.prismaField({
      type: Channel,
      nullable: true,
      description: "The channel of the rule that it comes from; null: a rule for every channel.",
      resolve: (query, { channelId }, _args, context) =>
        channelId ? context.reads.prisma.channel.findUnique({ ...query, where: { id: channelId } }) : null,
    }),
    isOfProduct: t.boolean({
      description: "Whether it comes from a rule of the product; else it is one for every product.",
      resolve: ({ productId }) => productId !== null,
    }),
  }),
});

const RuleInForce = builder.objectRef<InForce>("RuleInForce").implement({
  description: "The rule of one place, and what it inherits where it says nothing.",
  fields: (t) => ({
    own: t.prismaField({
      type: Rule,
      nullable: true,
      description: "The rule of exactly this place; null when there is none.",
      resolve: (query, { ownId }, _args, context) =>
        ownId ? context.reads.prisma.rule.findUnique({ ...query, where: { id: ownId } }) : null,
    }),
    inherited: t.field({
      type: [InheritedField],
      description: "What each field would be without a rule of its own; fields that nobody sets are left out.",
      resolve: ({ inherited }) => inherited,
    }),
  }),
});

builder.queryField("ruleInForce", (t) =>
  t.field({
    type: RuleInForce,
    description: "The rule for the hub, a channel, a product, or a product on a channel, and what it inherits.",
    args: {
      channelId: t.arg.globalID({ for: Channel, description: "Only there; left out: every channel." }),
      productId: t.arg.globalID({ for: Product, description: "Only of this; left out: every product." }),
    },
    resolve: (_root, { channelId, productId }, context: Context) =>
      readRuleInForce(context.reads.pool, channelId?.id ?? null, productId?.id ?? null),
  }),
);
