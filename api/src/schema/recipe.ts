import { builder } from "../builder.ts";

/** Where the components of one set may come from. */
export const BundlePolicy = builder.enumType("BundlePolicy", {
  description: "Where the components of one set may come from.",
  values: {
    split: { description: "Different locations." },
    one_parcel: { description: "One location, complete." },
  } as const,
});

builder.prismaObject("Component", {
  description: "A product inside a bundle.",
  select: { recipeId: true, productId: true },
  fields: (t) => ({
    product: t.relation("product", { description: "The product inside." }),
    quantity: t.exposeInt("quantity", { description: "Units in one set." }),
  }),
});

builder.prismaObject("Recipe", {
  description: "What is inside a bundle. Open orders keep the version that they were sold with.",
  select: { id: true, productId: true },
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Grows with every change." }),
    policy: t.field({
      type: BundlePolicy,
      description: "Where the components of one set may come from.",
      select: { policy: true },
      resolve: (recipe) => recipe.policy,
    }),
    components: t.relation("components", {
      description: "The products inside, by SKU.",
      query: { orderBy: { product: { sku: "asc" } } },
    }),
    limiting: t.prismaField({
      type: "Product",
      nullable: true,
      description: "The component that there is too little of for one more set.",
      resolve: async (query, { productId }, _args, context) => {
        const id = (await context.loaders.bundleSets(productId))?.limitingProductId;
        return id ? context.reads.prisma.product.findUnique({ ...query, where: { id } }) : null;
      },
    }),
  }),
});
