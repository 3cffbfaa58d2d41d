import { graphql } from "./generated/gql.ts";

/** Units that a buyer sends back, as their row shows them. */
graphql(`
  fragment ReturnRow on Return {
    id
    platformReturnId
    title
    barcode
    quantity
    reason
    announcedAt
    decidedAt
    decidedBy
    restocked
    unavailable
    toldAt
    error
    channel {
      id
      name
      platform
    }
    order {
      id
      name
    }
    orderLine {
      id
      product {
        id
        sku
        title
      }
      reservations {
        id
        location {
          id
        }
      }
    }
  }
`);

/** Returns, newest first. */
export const Returns = graphql(`
  query Returns($first: Int!, $after: String, $isOpen: Boolean) {
    returns(first: $first, after: $after, isOpen: $isOpen) {
      edges {
        node {
          ...ReturnRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Says what came of a return. */
export const DecideReturn = graphql(`
  mutation DecideReturn($input: DecideReturnInput!) {
    decideReturn(input: $input) {
      ... on ReturnDecided {
        return {
          ...ReturnRow
        }
      }
      ...Refused
    }
  }
`);
