import { graphql } from "./generated/gql.ts";

/** Sets at how many units available a product counts as low. */
export const SetReorderPoint = graphql(`
  mutation SetReorderPoint($productId: ID!, $units: Quantity) {
    setReorderPoint(productId: $productId, units: $units) {
      __typename
      ... on ReorderPointSet {
        product {
          id
          reorderPoint
          isLow
          daysOfCover
        }
      }
      ...Refused
    }
  }
`);

/** What a listing showed at a moment of the past, and why. */
export const PublishedAt = graphql(`
  query PublishedAt($id: ID!, $time: DateTime!) {
    node(id: $id) {
      __typename
      id
      ... on Listing {
        publishedAt(time: $time) {
          quantity
          pushed
          pushedAt
          orderedSince
          trace {
            step
            before
            after
            ruleId
            detail {
              name
              value
            }
          }
        }
      }
    }
  }
`);

/** Products at their reorder point, those that are sold out soonest first. */
export const LowStock = graphql(`
  query LowStock {
    lowStock(first: 8) {
      edges {
        node {
          id
          sku
          title
          available
          daysOfCover
        }
      }
    }
  }
`);
