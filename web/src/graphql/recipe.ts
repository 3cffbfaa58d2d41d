import { graphql } from "./generated/gql.ts";

/** Gives a product a new version of its recipe, or makes it a bundle. */
export const SetRecipe = graphql(`
  mutation SetRecipe($input: SetRecipeInput!) {
    setRecipe(input: $input) {
      ... on RecipeSet {
        product {
          id
          isBundle
        }
      }
      ...Refused
    }
  }
`);

/** Makes a bundle a plain product without stock. */
export const EndBundle = graphql(`
  mutation EndBundle($productId: ID!) {
    endBundle(productId: $productId) {
      ... on RecipeSet {
        product {
          id
          isBundle
        }
      }
      ...Refused
    }
  }
`);

/** How many sets a recipe would give now, and what would limit it. */
export const RecipePreview = graphql(`
  query RecipePreview($productId: ID!, $components: [ComponentInput!]!, $policy: BundlePolicy!) {
    recipePreview(productId: $productId, components: $components, policy: $policy) {
      ... on RecipePreview {
        sets
        limiting {
          id
          sku
          title
        }
      }
      ...Refused
    }
  }
`);
