import { graphql } from "./generated/gql.ts";

/** A promise of units without an order, as its row shows it. */
graphql(`
  fragment HoldRow on Hold {
    id
    reference
    actor
    country
    madeAt
    expiresAt
    endedAs
    endedAt
    channel {
      id
      name
      platform
    }
    location {
      id
      name
    }
    lines {
      quantity
      product {
        id
        sku
        title
      }
    }
    reservations {
      id
      quantity
      endedAt
      location {
        id
        name
      }
    }
  }
`);

/** Holds, oldest first. */
export const Holds = graphql(`
  query Holds($first: Int!, $after: String, $isOpen: Boolean!) {
    holds(first: $first, after: $after, isOpen: $isOpen) {
      edges {
        node {
          ...HoldRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Keeps units without an order. */
export const HoldUnits = graphql(`
  mutation HoldUnits($input: HoldUnitsInput!) {
    holdUnits(input: $input) {
      ... on HoldChanged {
        hold {
          ...HoldRow
        }
      }
      ...Refused
    }
  }
`);

/** A hold lasts until another moment. */
export const ExtendHold = graphql(`
  mutation ExtendHold($input: ExtendHoldInput!) {
    extendHold(input: $input) {
      ... on HoldChanged {
        hold {
          ...HoldRow
        }
      }
      ...Refused
    }
  }
`);

/** Frees what a hold keeps. */
export const ReleaseHold = graphql(`
  mutation ReleaseHold($input: ReleaseHoldInput!) {
    releaseHold(input: $input) {
      ... on HoldChanged {
        hold {
          ...HoldRow
        }
      }
      ...Refused
    }
  }
`);
