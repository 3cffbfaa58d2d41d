import { undoListingAct } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { ListingsResult } from "./listings-changed.ts";
import { refusalOf } from "./refusal.ts";

const ListingAct = builder.prismaNode("ListingAct", {
  nullable: true,
  description: "One act of a person on listings.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    actor: t.exposeString("actor", { description: "Who did it." }),
    at: t.expose("at", { type: "DateTime", description: "When." }),
    changed: t.relationCount("changes", { description: "How many listings it changed." }),
    undoneAt: t.expose("undoneAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was undone; null if not.",
    }),
    undoneBy: t.exposeString("undoneBy", { nullable: true, description: "By whom." }),
  }),
});

const actsMax = 20;

builder.queryField("listingActs", (t) =>
  t.prismaField({
    type: [ListingAct],
    description: `The last ${actsMax} acts that changed listings, newest first.`,
    resolve: (query, _root, _args, context) =>
      context.reads.prisma.listingAct.findMany({
        ...query,
        where: { changes: { some: {} } },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: actsMax,
      }),
  }),
);

builder.mutationField("undoListingAct", (t) =>
  t.field({
    type: ListingsResult,
    description:
      "Puts the listings of an act back to what they were, except those changed since. Order lines keep the product that a link gave them.",
    args: { actId: t.arg.globalID({ for: ListingAct, required: true, description: "Which act." }) },
    resolve: async (_root, { actId }, { primary, actor }) => {
      const undone = await undoListingAct(primary.pool, { actId: actId.id, actor: ledgerName(actor) }, new Date());
      return undone.kind === "refused" ? refusalOf(undone) : undone;
    },
  }),
);
