import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readRuleKeys } from "../read/rule-keys.ts";
import { Channel } from "./channel.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

/** How much of the quantity a listing may show. */
export const ShareKind = builder.enumType("ShareKind", {
  description: "How much of the quantity a listing may show.",
  values: {
    shared: { description: "All of it." },
    percentage: { description: "`sharePercent` of it, rounded down." },
    fixed: { description: "At most `shareUnits`." },
    guaranteed: { description: "A part that no other listing may sell." },
  } as const,
});

/** Where the percentage of a share comes from. */
export const PercentBy = builder.enumType("PercentBy", {
  description: "Where the percentage of a share comes from.",
  values: {
    hand: { description: "`sharePercent` of the rule." },
    velocity: { description: "How fast each listing of the product sells." },
  } as const,
});

/** One setting of the publishing pipeline. */
export const Rule = builder.prismaNode("Rule", {
  nullable: true,
  description:
    "One setting of the publishing pipeline. The most specific wins, field by field: product on a channel, product, channel, hub.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { nullable: true, description: "Only there; null: on every channel." }),
    product: t.relation("product", { nullable: true, description: "Only of this; null: of every product." }),
    incomingDays: t.exposeInt("incomingDays", {
      nullable: true,
      description: "Units expected within so many days count as sellable; null inherits.",
    }),
    safetyStockUnits: t.exposeInt("safetyStockUnits", {
      nullable: true,
      description: "Units kept back; null inherits.",
    }),
    safetyStockPercent: t.float({
      nullable: true,
      description: "Percentage kept back, rounded up; the larger of both counts. Null inherits.",
      select: { safetyStockPercent: true },
      resolve: ({ safetyStockPercent }) => safetyStockPercent?.toNumber() ?? null,
    }),
    shareKind: t.field({
      type: ShareKind,
      nullable: true,
      description: "How much a listing may show; null inherits.",
      select: { shareKind: true },
      resolve: ({ shareKind }) => shareKind,
    }),
    sharePercent: t.float({
      nullable: true,
      description: "With `percentage`; null inherits.",
      select: { sharePercent: true },
      resolve: ({ sharePercent }) => sharePercent?.toNumber() ?? null,
    }),
    shareUnits: t.exposeInt("shareUnits", { nullable: true, description: "With `fixed`; null inherits." }),
    guardBelow: t.exposeInt("guardBelow", {
      nullable: true,
      description: "Under so many units the share becomes guaranteed; null inherits.",
    }),
    stopSellingAt: t.exposeInt("stopSellingAt", { nullable: true, description: "At or below it: 0. Null inherits." }),
    alwaysShowAtLeast: t.exposeInt("alwaysShowAtLeast", {
      nullable: true,
      description: "Never below this: deliberate oversell, for what is made to order. Null inherits.",
    }),
    cap: t.exposeInt("cap", { nullable: true, description: "Never above this; null inherits." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it last changed." }),
  }),
});

builder.prismaObjectFields(Rule, (t) => ({
  percentBy: t.field({
    type: PercentBy,
    nullable: true,
    description: "With `percentage`: where it comes from; null inherits.",
    select: { percentBy: true },
    resolve: ({ percentBy }) => percentBy,
  }),
  velocityLeast: t.float({
    nullable: true,
    description: "By velocity never less than so many percent; null inherits.",
    select: { velocityLeast: true },
    resolve: ({ velocityLeast }) => velocityLeast?.toNumber() ?? null,
  }),
  velocityMost: t.float({
    nullable: true,
    description: "By velocity never more than so many percent; null inherits.",
    select: { velocityMost: true },
    resolve: ({ velocityMost }) => velocityMost?.toNumber() ?? null,
  }),
  isVelocityFrozen: t.exposeBoolean("isVelocityFrozen", {
    nullable: true,
    description: "Whether the share by velocity stays as it is; null inherits.",
  }),
}));

const QueryRulesConnection = builder.connectionObject(
  { type: Rule, name: "QueryRulesConnection", description: "A page of rules." },
  { name: "QueryRulesConnectionEdge", description: "A rule in its list." },
);

builder.queryField("rules", (t) =>
  t.field({
    type: QueryRulesConnection,
    description: "Rules, oldest first.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those for one channel." }),
      productId: t.arg.globalID({ for: Product, description: "Only those for one product." }),
    },
    resolve: (_root, { channelId, productId, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const asked = { ...args, channelId: channelId?.id ?? null, productId: productId?.id ?? null };
      return readPage(
        args,
        (limit) => readRuleKeys(context.reads.pool, asked, limit),
        (keys) => context.reads.prisma.rule.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
