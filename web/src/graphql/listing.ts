import { graphql } from "./generated/gql.ts";

/** A listing with the arithmetic behind its number and the last attempts to make it so. */
export const ListingWithTrace = graphql(`
  fragment ListingWithTrace on Listing {
    id
    platformId
    sku
    barcode
    title
    status
    published
    confirmed
    confirmedAt
    live
    liveAt
    pendingSince
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
    channel {
      id
      name
      platform
      isLive
      isPaused
    }
    pushes(first: 3) {
      edges {
        node {
          id
          at
          before
          quantity
          state
          endedAt
          error
        }
      }
    }
  }
`);
