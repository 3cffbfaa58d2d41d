import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import type { StockSums } from "../read/stock-sums.ts";

/** The smallest thing that is sold and counted. Other files of this folder add what it has: levels, listings, movements. */
export const Product = builder.prismaNode("Product", {
  nullable: true,
  description:
    "The smallest thing that is sold and counted: one SKU. A bundle has a recipe instead of stock of its own.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true, currentRecipeId: true },
  fields: (t) => ({
    sku: t.exposeString("sku", { description: "The merchant's own number; unique." }),
    title: t.exposeString("title", { description: "What people call it." }),
    isBundle: t.boolean({ description: "Whether it has a recipe.", resolve: isBundle }),
    barcodes: t.stringList({
      description: "Its GTINs (EAN, UPC …) as they are printed.",
      select: { barcodes: { select: { code: true }, orderBy: { gtin14: "asc" } } },
      resolve: ({ barcodes }) => barcodes.map(({ code }) => code),
    }),
    updatedAt: t.expose("updatedAt", {
      type: "DateTime",
      description: "When it last changed; its stock has times of its own.",
    }),
    onHand: t.int({
      nullable: true,
      description: "Units physically there, over all locations; null for a bundle.",
      resolve: (product, _args, context) => sumOf(product, context, "onHand"),
    }),
    unavailable: t.int({
      nullable: true,
      description: "Part of on hand that may not be sold; null for a bundle.",
      resolve: (product, _args, context) => sumOf(product, context, "unavailable"),
    }),
    reserved: t.int({
      nullable: true,
      description: "Units promised and not yet shipped; null for a bundle.",
      resolve: (product, _args, context) => sumOf(product, context, "reserved"),
    }),
    incoming: t.int({
      nullable: true,
      description: "Units expected; null for a bundle.",
      resolve: (product, _args, context) => sumOf(product, context, "incoming"),
    }),
    available: t.int({
      description:
        "On hand − unavailable − reserved, over all locations; for a bundle the complete sets that could be made now.",
      resolve: async (product, _args, context) =>
        isBundle(product)
          ? ((await context.loaders.bundleSets(product.id))?.sets ?? 0)
          : ((await sumOf(product, context, "available")) ?? 0),
    }),
    shortageUnits: t.int({
      description: "Units sold that no stock could be reserved for; above 0 the product is oversold.",
      resolve: async ({ id }, _args, context) => (await context.loaders.productShortages(id)) ?? 0,
    }),
    levels: t.relation("levels", {
      description: "Its quantities per location, in the order in which locations are tried.",
      query: { orderBy: [{ location: { priority: "asc" } }, { location: { code: "asc" } }] },
    }),
    listings: t.relation("listings", {
      description: "Where it is offered.",
      query: { orderBy: [{ channel: { code: "asc" } }, { platformId: "asc" }] },
    }),
    recipe: t.relation("currentRecipe", { nullable: true, description: "What is inside; null for a plain product." }),
  }),
});

builder.prismaObjectField(Product, "bundles", (t) =>
  t.field({
    type: [Product],
    description: "Bundles that hold it now.",
    select: (_args, _context, nested) => ({
      componentOf: {
        select: { recipe: { select: { currentFor: nested(true) } } },
        where: { recipe: { currentFor: { isNot: null } } },
      },
    }),
    resolve: ({ componentOf }) => componentOf.flatMap(({ recipe }) => recipe.currentFor ?? []),
  }),
);

interface ProductKey {
  id: string;
  currentRecipeId: string | null;
}

function isBundle({ currentRecipeId }: ProductKey): boolean {
  return currentRecipeId !== null;
}

async function sumOf(product: ProductKey, context: Context, quantity: keyof StockSums): Promise<number | null> {
  if (isBundle(product)) return null;
  return (await context.loaders.stockSums(product.id))?.[quantity] ?? 0;
}
