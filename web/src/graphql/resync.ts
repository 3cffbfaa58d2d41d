import { graphql } from "./generated/gql.ts";

graphql(`
  fragment ResyncOutcome on Listing {
    id
    resync {
      actor
      askedAt
      readAt
      state
      live
      expected
      error
    }
  }
`);

/** What came of a listing's last resync. */
export const ResyncOf = graphql(`
  query ResyncOf($id: ID!) {
    node(id: $id) {
      id
      ...ResyncOutcome
    }
  }
`);

/** Has listings read back and set right. */
export const ResyncListings = graphql(`
  mutation ResyncListings($listingIds: [ID!]!) {
    resyncListings(listingIds: $listingIds) {
      ... on ListingsResyncQueued {
        listings {
          ...ResyncOutcome
        }
      }
      ...Refused
    }
  }
`);
