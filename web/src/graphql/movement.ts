import { graphql } from "./generated/gql.ts";

/** One line of the ledger: who, when, what, why, by how much. */
graphql(`
  fragment MovementRow on Movement {
    id
    at
    onHandDelta
    unavailableDelta
    reservedDelta
    incomingDelta
    onHandAfter
    availableAfter
    location {
      id
      name
    }
    product {
      id
      sku
      title
    }
    operation {
      id
      verb
      actor
      reason
      note
    }
  }
`);

/** The newest movements of the hub. */
export const Activity = graphql(`
  query Activity($first: Int!) {
    movements(first: $first) {
      edges {
        node {
          ...MovementRow
        }
      }
    }
  }
`);

/** The ledger, the newest first. */
export const Movements = graphql(`
  query Movements($first: Int!, $after: String) {
    movements(first: $first, after: $after) {
      edges {
        node {
          ...MovementRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
