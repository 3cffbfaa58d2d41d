import { endFlashSale, startFlashSale } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";

/** A sale on which every listing of some products has units of its own. */
export const FlashSale = builder.prismaNode("FlashSale", {
  nullable: true,
  description: "A sale on which every listing of some products has units of its own, until a moment.",
  id: { field: "id", description: "Unique in the whole hub." },
  fields: (t) => ({
    name: t.exposeString("name", { description: "What people call it." }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "When it began." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "When it ends by itself." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it runs.",
    }),
    report: t.field({
      type: "String",
      nullable: true,
      description:
        "What it came to, as JSON: `sold` units by channel, `shortUnits`, `soldOut` with the moment of each product's last unit, `rulesKept` when somebody had changed its rules meanwhile. Null while it runs.",
      select: { report: true },
      resolve: ({ report }) => (report === null ? null : JSON.stringify(report)),
    }),
  }),
});

const FlashSaleDone = builder.objectRef<{ kind: string; flashSaleId: string }>("FlashSaleDone").implement({
  description: "The sale was started or ended; its listings are published anew, soon.",
  fields: (t) => ({
    flashSale: t.prismaField({
      type: FlashSale,
      description: "The sale.",
      resolve: (query, { flashSaleId }, _args, context) =>
        context.primary.prisma.flashSale.findUniqueOrThrow({ ...query, where: { id: flashSaleId } }),
    }),
  }),
});

const FlashSaleResult = builder.unionType("FlashSaleResult", {
  description: "The sale, or why there is none.",
  types: [FlashSaleDone, Refusal],
  resolveType: ({ kind }) => (kind === "refused" ? "Refusal" : "FlashSaleDone"),
});

const FlashSaleCapInput = builder.inputType("FlashSaleCapInput", {
  description: "The most that each listing of one channel shows during the sale.",
  fields: (t) => ({
    channelId: t.globalID({ for: [Channel], required: true, description: "The channel." }),
    cap: t.field({ type: "Quantity", required: true, description: "Units, 0 or more." }),
  }),
});

builder.mutationField("startFlashSale", (t) =>
  t.field({
    type: FlashSaleResult,
    description:
      "Gives every listing of these products units of its own until a moment; then the rules are what they were.",
    args: {
      key: t.arg.string({ required: true, description: "Names this one act for ever. Sent again it changes nothing." }),
      name: t.arg.string({ required: true, description: "What people call it, 1–200 characters." }),
      productIds: t.arg.globalIDList({ for: [Product], required: true, description: "What is on sale." }),
      endsAt: t.arg({ type: "DateTime", required: true, description: "When it ends by itself." }),
      caps: t.arg({ type: [FlashSaleCapInput], description: "The most that listings of a channel show." }),
    },
    resolve: async (_root, { key, name, productIds, endsAt, caps }, { primary, actor }) => {
      const sale = {
        ...{ key, name, endsAt, actor: ledgerName(actor), productIds: productIds.map(({ id }) => id) },
        caps: (caps ?? []).map(({ channelId, cap }) => ({ channelId: channelId.id, cap })),
      };
      const started = await startFlashSale(primary.pool, sale, new Date());
      return started.kind === "refused" ? refusalOf(started) : started;
    },
  }),
);

builder.mutationField("endFlashSale", (t) =>
  t.field({
    type: FlashSaleResult,
    description: "Ends a flash sale now. Safe to repeat.",
    args: { flashSaleId: t.arg.globalID({ for: FlashSale, required: true, description: "Which sale." }) },
    resolve: async (_root, { flashSaleId }, { primary, actor }) => {
      const sale = { flashSaleId: flashSaleId.id, actor: ledgerName(actor) };
      const ended = await endFlashSale(primary.pool, sale, new Date());
      return ended.kind === "refused" ? refusalOf(ended) : ended;
    },
  }),
);

/** Sales listed at once. */
const salesMax = 50;

builder.queryField("flashSales", (t) =>
  t.prismaField({
    type: [FlashSale],
    description: "Flash sales, the newest first; at most 50.",
    resolve: (query, _root, _args, context) =>
      context.primary.prisma.flashSale.findMany({
        ...query,
        orderBy: [{ startsAt: "desc" }, { id: "asc" }],
        take: salesMax,
      }),
  }),
);
