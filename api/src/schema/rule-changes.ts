import { queryFromInfo } from "@pothos/plugin-prisma";
import { z } from "zod";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readRuleChangeKeys } from "../read/rule-change-keys.ts";
import { pageArgs } from "./page-args.ts";
import { RuleEffect } from "./rule-effect.ts";

const effect = z.object({
  ...{ listings: z.int(), showing: z.int(), toZero: z.int(), raised: z.int(), lowered: z.int() },
  isSample: z.boolean(),
});

/** One act that set or removed rules. */
export const RuleChange = builder.prismaNode("RuleChange", {
  nullable: true,
  description: "One act that set or removed rules, and how they were before.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When." }),
    actor: t.exposeString("actor", { description: "Who." }),
    reason: t.exposeString("reason", { description: "Why." }),
    rules: t.int({
      description: "How many rules it changed.",
      select: { _count: { select: { rows: true } } },
      resolve: ({ _count }) => _count.rows,
    }),
    rows: t.relation("rows", {
      description: "What it did to each rule.",
      query: { take: 1_000, orderBy: { id: "asc" } },
    }),
    effect: t.field({
      type: RuleEffect,
      description: "What it did to listings, as computed before it was made.",
      select: { effect: true },
      resolve: (change) => effect.parse(change.effect),
    }),
    undoes: t.relation("undoes", { nullable: true, description: "The change that this one took back." }),
    undoneBy: t.relation("undoneBy", { nullable: true, description: "The change that took this one back." }),
  }),
});

builder.prismaObject("RuleChangeRow", {
  description: "What one act did to one rule.",
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { nullable: true, description: "Only there; null: on every channel." }),
    product: t.relation("product", { nullable: true, description: "Only of this; null: of every product." }),
    before: t.expose("before", {
      type: "JSON",
      nullable: true,
      description: "Its fields before; null: there was none.",
    }),
    after: t.expose("after", { type: "JSON", nullable: true, description: "Its fields after; null: it was removed." }),
  }),
});

const QueryRuleChangesConnection = builder.connectionObject(
  { type: RuleChange, name: "QueryRuleChangesConnection", description: "A page of changes of rules." },
  { name: "QueryRuleChangesConnectionEdge", description: "A change in its list." },
);

builder.queryField("ruleChanges", (t) =>
  t.field({
    type: QueryRuleChangesConnection,
    description: "Changes of rules, newest first.",
    args: pageArgs(t.arg),
    resolve: (_root, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readRuleChangeKeys(context.reads.pool, args, limit),
        (keys) => context.reads.prisma.ruleChange.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
