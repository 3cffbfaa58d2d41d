import { setRecipe } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { ComponentInput } from "./component-input.ts";
import { Product } from "./product.ts";
import { BundlePolicy } from "./recipe.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const SetRecipeInput = builder.inputType("SetRecipeInput", {
  description: "What is to be inside a product from now on.",
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: "The bundle, or the product to become one." }),
    components: t.field({ type: [ComponentInput], required: true, description: "What is inside: 1 or more products." }),
    policy: t.field({
      type: BundlePolicy,
      description: "Where components of one set may come from; split when left out.",
    }),
    expectedVersion: t.int({
      description: "The version that was seen, 0 for none; when there is another by now, nothing is changed.",
    }),
  }),
});

const RecipeSet = builder.objectRef<{ kind: "recipe_set"; productId: string }>("RecipeSet").implement({
  description: "The recipe is as it was asked for, and everything above it is published anew.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product as it is now.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
  }),
});

const SetRecipeResult = builder.unionType("SetRecipeResult", {
  description: "The product with its recipe, or why it was not set.",
  types: [RecipeSet, Refusal],
  resolveType: ({ kind }) => (kind === "recipe_set" ? "RecipeSet" : "Refusal"),
});

builder.mutationField("setRecipe", (t) =>
  t.field({
    type: SetRecipeResult,
    description:
      "Gives a bundle a new version of its recipe, or makes a plain product without stock a bundle. Open orders keep the recipe that they were sold with.",
    args: { input: t.arg({ type: SetRecipeInput, required: true, description: "What is to be inside." }) },
    resolve: async (_root, { input }, { primary }) => {
      const { productId, components, policy, expectedVersion } = input;
      const set = await setRecipe(
        primary.pool,
        {
          productId: productId.id,
          components: components.map((part) => ({ productId: part.productId.id, quantity: part.quantity })),
          policy: policy ?? "split",
          ...(typeof expectedVersion === "number" && { expectedVersion }),
        },
        new Date(),
      );
      return set.kind === "recipe_set" ? set : refusalOf(set);
    },
  }),
);

builder.mutationField("endBundle", (t) =>
  t.field({
    type: SetRecipeResult,
    description: "Ends a bundle: it is a plain product without stock from now on. Open orders keep their parts.",
    args: { productId: t.arg.globalID({ for: Product, required: true, description: "Which bundle." }) },
    resolve: async (_root, { productId }, { primary }) => {
      const wish = { productId: productId.id, components: null, policy: "split" as const };
      const set = await setRecipe(primary.pool, wish, new Date());
      return set.kind === "recipe_set" ? set : refusalOf(set);
    },
  }),
);
