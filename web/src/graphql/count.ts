import { graphql } from "./generated/gql.ts";

/** A product as somebody who counts needs it: what it is, and what the hub believes to be where. */
graphql(`
  fragment Countable on Product {
    id
    sku
    title
    isBundle
    levels {
      id
      onHand
      location {
        id
      }
    }
  }
`);

/** What a scanner read. */
export const ProductsByCode = graphql(`
  query ProductsByCode($code: String!) {
    productsByCode(code: $code) {
      packSize
      product {
        ...Countable
      }
    }
  }
`);

/** Products by a part of their SKU or title, for who has no code at hand. */
export const FindCountable = graphql(`
  query FindCountable($search: String!) {
    products(first: 8, search: $search) {
      edges {
        node {
          ...Countable
        }
      }
    }
  }
`);

/** Books what was counted at one location: all lines or none. */
export const CountStock = graphql(`
  mutation CountStock($input: CountStockInput!) {
    countStock(input: $input) {
      ... on LevelsChanged {
        isRepeated
        levels {
          ...Level
          product {
            id
            sku
          }
        }
      }
      ...Refused
    }
  }
`);
