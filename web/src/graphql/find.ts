import { graphql } from "./generated/gql.ts";

/** The products that answer to a search. */
export const FindProducts = graphql(`
  query FindProducts($search: String!) {
    products(first: 8, search: $search) {
      edges {
        node {
          id
          sku
          title
          available
        }
      }
    }
  }
`);

/** What the command palette finds: products, and orders by their number. */
export const Find = graphql(`
  query Find($search: String!) {
    products(first: 8, search: $search) {
      edges {
        node {
          id
          sku
          title
          available
        }
      }
    }
    orders(first: 4, search: $search) {
      edges {
        node {
          id
          name
          placedAt
          channel {
            id
            name
            platform
          }
        }
      }
    }
  }
`);
