import { graphql } from "./generated/gql.ts";

/** Another code of a product. */
export const AddAlias = graphql(`
  mutation AddAlias($productId: ID!, $code: String!, $packSize: Int) {
    addAlias(productId: $productId, code: $code, packSize: $packSize) {
      ... on ProductCodesChanged {
        product {
          id
          aliases {
            code
            packSize
            madeBy
          }
        }
      }
      ...Refused
    }
  }
`);

/** Takes a code back. */
export const RemoveAlias = graphql(`
  mutation RemoveAlias($code: String!) {
    removeAlias(code: $code)
  }
`);

/** Forbids a product to leave a place or to go to a country. */
export const RestrictProduct = graphql(`
  mutation RestrictProduct($input: RestrictProductInput!) {
    restrictProduct(input: $input) {
      ... on RestrictionChanged {
        product {
          id
          restrictions {
            id
            country
            location {
              id
              name
            }
          }
        }
      }
      ...Refused
    }
  }
`);

/** Takes a restriction away. */
export const LiftRestriction = graphql(`
  mutation LiftRestriction($restrictionId: ID!) {
    liftRestriction(restrictionId: $restrictionId) {
      ... on RestrictionChanged {
        product {
          id
          restrictions {
            id
            country
            location {
              id
              name
            }
          }
        }
      }
      ...Refused
    }
  }
`);

/** Adds one product. */
export const AddProduct = graphql(`
  mutation AddProduct($product: NewProductInput!) {
    addProducts(input: { products: [$product] }) {
      ... on AddedProduct {
        product {
          ...StockRow
        }
      }
      ...Refused
    }
  }
`);
