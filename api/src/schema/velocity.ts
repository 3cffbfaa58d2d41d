import { daysOfCover, setReorderPoint } from "@stockpool/stock";
import { z } from "zod";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Listing } from "./listing.ts";
import { Product } from "./product.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const ProductVelocity = builder.prismaObject("ProductVelocity", {
  description: "How fast a product leaves, alone or inside bundles; measured every night and when it sells out.",
  select: { productId: true },
  fields: (t) => ({
    perDay: t.exposeFloat("perDay", { description: "Units per day over 28 days, newer days weighing more." }),
    days: t.exposeIntList("days", { description: "Units ordered in each of the last days, the newest first." }),
    computedAt: t.expose("computedAt", { type: "DateTime", description: "When it was measured." }),
  }),
});

const reason = z.object({
  ...{ proportion: z.number(), previous: z.number().nullable(), least: z.number(), most: z.number() },
  isFrozen: z.boolean(),
});

const ShareReason = builder.objectRef<z.infer<typeof reason>>("VelocityShareReason").implement({
  description: "How a share by velocity came about, all in percent.",
  fields: (t) => ({
    proportion: t.exposeFloat("proportion", { description: "Its part of all units that the product's listings sell." }),
    previous: t.exposeFloat("previous", { nullable: true, description: "The share before; half of the new one." }),
    least: t.exposeFloat("least", { description: "Never less than this." }),
    most: t.exposeFloat("most", { description: "Never more than this." }),
    isFrozen: t.exposeBoolean("isFrozen", { description: "Whether it stays as it is." }),
  }),
});

const ListingVelocity = builder.prismaObject("ListingVelocity", {
  description: "How fast a listing sells, and the share that this gives it.",
  select: { listingId: true },
  fields: (t) => ({
    perDay: t.exposeFloat("perDay", { description: "Units per day over 28 days, newer days weighing more." }),
    days: t.exposeIntList("days", { description: "Units ordered in each of the last days, the newest first." }),
    sharePercent: t.float({
      nullable: true,
      description: "Percent of the quantity that it may show; null while no rule asks for it.",
      select: { sharePercent: true },
      resolve: ({ sharePercent }) => sharePercent?.toNumber() ?? null,
    }),
    reason: t.field({
      type: ShareReason,
      nullable: true,
      description: "How the share came about.",
      select: { reason: true },
      resolve: (row) => (row.reason === null ? null : reason.parse(row.reason)),
    }),
    computedAt: t.expose("computedAt", { type: "DateTime", description: "When it was measured." }),
  }),
});

builder.prismaObjectFields(Listing, (t) => ({
  velocity: t.relation("velocity", {
    type: ListingVelocity,
    nullable: true,
    description: "How fast it sells; null until it sold something and was measured.",
  }),
}));

builder.prismaObjectFields(Product, (t) => ({
  velocity: t.relation("velocity", {
    type: ProductVelocity,
    nullable: true,
    description: "How fast it leaves; null until it sold something and was measured.",
  }),
  reorderPoint: t.exposeInt("reorderPoint", {
    nullable: true,
    description: "At or below so many units available it is time to order more; null: nobody asked to be told.",
  }),
  isLow: t.boolean({
    description: "Whether it is at or below its reorder point.",
    select: { reorderPoint: true },
    resolve: async ({ id, reorderPoint }, _args, context) =>
      reorderPoint !== null && (await availableOf(id, context)) <= reorderPoint,
  }),
  daysOfCover: t.float({
    nullable: true,
    description: "Days until what is available is sold at today's velocity; null while nothing sells.",
    select: { velocity: { select: { perDay: true } } },
    resolve: async ({ id, currentRecipeId, velocity }, _args, context) => {
      if (!velocity) return null;
      const isBundle = currentRecipeId !== null;
      const sets = isBundle ? await context.loaders.bundleSets(id) : undefined;
      return daysOfCover(isBundle ? (sets?.sets ?? 0) : await availableOf(id, context), velocity.perDay);
    },
  }),
}));

async function availableOf(productId: string, context: Context): Promise<number> {
  return (await context.loaders.stockSums(productId))?.available ?? 0;
}

const ReorderPointSet = builder
  .objectRef<{ kind: "reorder_point_set"; productId: string }>("ReorderPointSet")
  .implement({
    description: "The reorder point was set.",
    fields: (t) => ({
      product: t.prismaField({
        type: Product,
        description: "The product.",
        resolve: (query, { productId }, _args, context) =>
          context.primary.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
      }),
    }),
  });

const SetReorderPointResult = builder.unionType("SetReorderPointResult", {
  description: "The product, or why nothing was set.",
  types: [ReorderPointSet, Refusal],
  resolveType: ({ kind }) => (kind === "reorder_point_set" ? "ReorderPointSet" : "Refusal"),
});

builder.mutationField("setReorderPoint", (t) =>
  t.field({
    type: SetReorderPointResult,
    description: "Sets at how many units available it is time to order more of a product.",
    args: {
      productId: t.arg.globalID({ for: Product, required: true, description: "Which product; no bundle." }),
      units: t.arg({ type: "Quantity", description: "The reorder point; null or left out: nobody wants to be told." }),
    },
    resolve: async (_root, { productId, units }, { primary }) => {
      const set = await setReorderPoint(primary.pool, productId.id, units ?? null);
      return set.kind === "reorder_point_set" ? set : refusalOf(set);
    },
  }),
);
