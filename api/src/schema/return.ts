import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readReturnKeys } from "../read/return-keys.ts";
import { Channel } from "./channel.ts";
import { pageArgs } from "./page-args.ts";

/** Units that a buyer sends back. */
export const Return = builder.prismaNode("Return", {
  nullable: true,
  description: "Units that a buyer sends back, as the platform announced them. No stock moves until a person decides.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { description: "Where it was bought." }),
    platformReturnId: t.exposeString("platformReturnId", {
      description: "The platform's own id of the returned item.",
    }),
    order: t.relation("order", { nullable: true, description: "The order; null when the hub does not know it." }),
    orderLine: t.relation("orderLine", {
      nullable: true,
      description: "The line; null when nobody knows of which one it is: then the stock is adjusted by hand.",
    }),
    title: t.exposeString("title", { nullable: true, description: "What comes back." }),
    barcode: t.exposeString("barcode", { nullable: true, description: "Its barcode, where the platform tells." }),
    quantity: t.exposeInt("quantity", { description: "Units expected." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why, in the buyer's or the platform's words." }),
    announcedAt: t.expose("announcedAt", { type: "DateTime", description: "When the buyer announced it." }),
    handledAt: t.expose("handledAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform was first seen to say that it is dealt with.",
    }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true, description: "When a person decided." }),
    decidedBy: t.exposeString("decidedBy", { nullable: true, description: "Who decided." }),
    restocked: t.exposeInt("restocked", { nullable: true, description: "Units that are for sale again." }),
    unavailable: t.exposeInt("unavailable", { nullable: true, description: "Units that came and may not be sold." }),
    toldAt: t.expose("toldAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform took the decision.",
    }),
    error: t.exposeString("error", { nullable: true, description: "Why the platform did not take the decision." }),
  }),
});

const QueryReturnsConnection = builder.connectionObject(
  { type: Return, name: "QueryReturnsConnection", description: "A page of returns." },
  { name: "QueryReturnsConnectionEdge", description: "A return in its list." },
);

builder.queryField("returns", (t) =>
  t.field({
    type: QueryReturnsConnection,
    description: "Returns, newest first.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      isOpen: t.arg.boolean({ description: "True: only those that wait for a decision. False: only the others." }),
    },
    resolve: (_root, { channelId, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const asked = { ...args, channelId: channelId?.id ?? null };
      return readPage(
        args,
        (limit) => readReturnKeys(context.reads.pool, asked, limit),
        (keys) => context.reads.prisma.return.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
