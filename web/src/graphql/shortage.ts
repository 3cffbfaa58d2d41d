import { graphql } from "./generated/gql.ts";

/** Units that were sold and are not there, and why. */
graphql(`
  fragment ShortageRow on Shortage {
    id
    quantity
    openedAt
    product {
      id
      sku
      title
      incoming
    }
    cause {
      kind
      wanted
      found
      soldAt
      published
      expected
      confirmed
      confirmedAt
      pendingSince
    }
    orderLine {
      id
      order {
        id
        name
        channel {
          id
          name
          platform
        }
      }
    }
  }
`);

/** Open shortages, oldest first. */
export const OpenShortages = graphql(`
  query OpenShortages($first: Int!, $after: String) {
    shortages(first: $first, after: $after) {
      edges {
        node {
          ...ShortageRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
