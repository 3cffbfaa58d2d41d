import { graphql } from "./generated/gql.ts";

/** What could be matched with a listing, and why. */
graphql(`
  fragment Match on ListingMatch {
    product {
      id
      sku
      title
    }
    packSize
    reason
    confidence
  }
`);

/** What one row of the listings shows. */
graphql(`
  fragment ListingLine on Listing {
    id
    title
    sku
    barcode
    platformId
    status
    vanishedAt
    published
    channel {
      id
      name
      platform
    }
    product {
      id
      sku
      title
    }
    suggestion {
      ...Match
    }
    candidates {
      ...Match
    }
  }
`);

/** Listings by channel and the platform's id, by keyset. */
export const Listings = graphql(`
  query Listings($first: Int!, $after: String, $channelId: ID, $status: ListingStatus, $search: String) {
    listings(first: $first, after: $after, channelId: $channelId, status: $status, search: $search) {
      edges {
        node {
          ...ListingLine
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** How many listings have each status, and the last acts on them. */
export const ListingCounts = graphql(`
  query ListingCounts($channelId: ID) {
    listingCounts(channelId: $channelId) {
      linked
      suggested
      unlinked
      ignored
      conflict
    }
    listingActs {
      id
      actor
      at
      changed
      undoneAt
    }
  }
`);

graphql(`
  fragment ActDone on ListingsChanged {
    actId
    changed
    refused
    results {
      listingId
      isChanged
      refusal {
        code
        message
      }
    }
  }
`);

/** Links, unlinks or ignores listings. */
export const ChangeListings = graphql(`
  mutation ChangeListings($input: ChangeListingsInput!) {
    changeListings(input: $input) {
      ... on ListingsChanged {
        ...ActDone
      }
      ...Refused
    }
  }
`);

/** Accepts all suggestions that are sure enough. */
export const AcceptSuggestions = graphql(`
  mutation AcceptSuggestions($key: String!, $channelId: ID, $confidenceMin: Int!) {
    acceptSuggestions(key: $key, channelId: $channelId, confidenceMin: $confidenceMin) {
      ... on ListingsChanged {
        ...ActDone
      }
      ...Refused
    }
  }
`);

/** Puts the listings of an act back. */
export const UndoListingAct = graphql(`
  mutation UndoListingAct($actId: ID!) {
    undoListingAct(actId: $actId) {
      ... on ListingsChanged {
        ...ActDone
      }
      ...Refused
    }
  }
`);
