import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../../components/change/answer.ts";
import type { BundlePolicy } from "../../../../graphql/generated/graphql.ts";
import { EndBundle, SetRecipe } from "../../../../graphql/recipe.ts";
import type { Product } from "./product.ts";
import type { RecipePart } from "./recipe-row.tsx";

/** Sends the recipe of a product, or ends the bundle. A version that somebody else made meanwhile is not written over. */
export function useSaveRecipe({ id: productId, recipe }: Product) {
  const [, set] = useMutation(SetRecipe);
  const [, endIt] = useMutation(EndBundle);
  return {
    save: async (parts: readonly RecipePart[], policy: BundlePolicy): Promise<Answer<object>> => {
      const components = parts.map((part) => ({ productId: part.id, quantity: part.quantity }));
      const seen = recipe && { expectedVersion: recipe.version };
      return answerOf((await set({ input: { productId, components, policy, ...seen } })).data?.setRecipe ?? null);
    },
    end: async (): Promise<Answer<object>> => answerOf((await endIt({ productId })).data?.endBundle ?? null),
  };
}
