import { graphql } from "./generated/gql.ts";

/** A promise of units, with whom it is to and whose that is. */
graphql(`
  fragment ReservedRow on Reservation {
    id
    quantity
    madeAt
    product {
      id
      sku
      title
    }
    location {
      id
      name
    }
    order {
      id
      name
      channel {
        id
        name
        platform
      }
    }
    hold {
      id
      reference
      actor
    }
  }
`);

/** Open reservations, oldest first. */
export const Reserved = graphql(`
  query Reserved($first: Int!, $after: String) {
    agedReservations(first: $first, after: $after) {
      edges {
        node {
          ...ReservedRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
