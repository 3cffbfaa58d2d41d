import { graphql } from "./generated/gql.ts";

/** A flash sale and what it came to, until now while it runs. */
graphql(`
  fragment FlashSaleRow on FlashSale {
    id
    name
    startsAt
    endsAt
    endedAt
    products {
      id
      sku
      title
      available
    }
    figures {
      shortUnits
      rulesKept
      sold {
        units
        channel {
          id
          name
          platform
        }
      }
      soldOut {
        at
        product {
          id
          sku
          title
        }
      }
    }
  }
`);

/** Flash sales, the newest first. */
export const FlashSales = graphql(`
  query FlashSales {
    flashSales {
      ...FlashSaleRow
    }
  }
`);

/** Gives every listing of some products units of its own until a moment. */
export const StartFlashSale = graphql(`
  mutation StartFlashSale(
    $key: String!
    $name: String!
    $productIds: [ID!]!
    $endsAt: DateTime!
    $caps: [FlashSaleCapInput!]
  ) {
    startFlashSale(key: $key, name: $name, productIds: $productIds, endsAt: $endsAt, caps: $caps) {
      ... on FlashSaleDone {
        flashSale {
          ...FlashSaleRow
        }
      }
      ...Refused
    }
  }
`);

/** Ends a flash sale now. */
export const EndFlashSale = graphql(`
  mutation EndFlashSale($flashSaleId: ID!) {
    endFlashSale(flashSaleId: $flashSaleId) {
      ... on FlashSaleDone {
        flashSale {
          ...FlashSaleRow
        }
      }
      ...Refused
    }
  }
`);
