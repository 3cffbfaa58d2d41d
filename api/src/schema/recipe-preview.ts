import { previewRecipe } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { ComponentInput } from "./component-input.ts";
import { Product } from "./product.ts";
import { BundlePolicy } from "./recipe.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const RecipePreview = builder
  .objectRef<{ kind: "previewed"; sets: number; limitingProductId: string | null }>("RecipePreview")
  .implement({
    description: "What a recipe would give now.",
    fields: (t) => ({
      sets: t.exposeInt("sets", { description: "Complete sets that could be made." }),
      limiting: t.prismaField({
        type: Product,
        nullable: true,
        description: "The plain product that there is too little of for one more.",
        resolve: (query, { limitingProductId: id }, _args, context) =>
          id ? context.reads.prisma.product.findUnique({ ...query, where: { id } }) : null,
      }),
    }),
  });

const RecipePreviewResult = builder.unionType("RecipePreviewResult", {
  description: "What the recipe would give, or why it could not be set.",
  types: [RecipePreview, Refusal],
  resolveType: ({ kind }) => (kind === "previewed" ? "RecipePreview" : "Refusal"),
});

builder.queryField("recipePreview", (t) =>
  t.field({
    type: RecipePreviewResult,
    description: "Tries a recipe without setting it: how many sets there would be, and what limits them.",
    args: {
      productId: t.arg.globalID({ for: Product, required: true, description: "The product that would hold it." }),
      components: t.arg({ type: [ComponentInput], required: true, description: "What would be inside." }),
      policy: t.arg({ type: BundlePolicy, required: true, description: "Where parts of one set may come from." }),
    },
    resolve: async (_root, { productId, components, policy }, { reads }) => {
      const parts = components.map((part) => ({ productId: part.productId.id, quantity: part.quantity }));
      const preview = await previewRecipe(reads.pool, { productId: productId.id, components: parts, policy });
      return preview.kind === "previewed" ? preview : refusalOf(preview);
    },
  }),
);
