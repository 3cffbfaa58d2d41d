import { graphql } from "./generated/gql.ts";

/** Units that are to come, as a row shows them. */
graphql(`
  fragment ExpectationRow on Expectation {
    id
    source
    quantity
    received
    lost
    open
    expectedAt
    reference
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
    fromLocation {
      id
      name
    }
  }
`);

/** What is still to come, the earliest first. */
export const Expectations = graphql(`
  query Expectations($first: Int!, $after: String, $productId: ID) {
    expectations(first: $first, after: $after, productId: $productId) {
      edges {
        node {
          ...ExpectationRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** A purchase is to come. */
export const ExpectUnits = graphql(`
  mutation ExpectUnits($input: ExpectUnitsInput!) {
    expectUnits(input: $input) {
      ... on ExpectationsChanged {
        expectations {
          ...ExpectationRow
        }
      }
      ...Refused
    }
  }
`);

/** Another number or another day. */
export const ChangeExpectation = graphql(`
  mutation ChangeExpectation($input: ChangeExpectationInput!) {
    changeExpectation(input: $input) {
      ... on ExpectationsChanged {
        expectations {
          ...ExpectationRow
        }
      }
      ...Refused
    }
  }
`);

/** The rest of a purchase will not come. */
export const CancelExpectation = graphql(`
  mutation CancelExpectation($input: CancelExpectationInput!) {
    cancelExpectation(input: $input) {
      ... on ExpectationsChanged {
        expectations {
          ...ExpectationRow
        }
      }
      ...Refused
    }
  }
`);

/** Units leave a location for another. */
export const TransferOut = graphql(`
  mutation TransferOut($input: TransferOutInput!) {
    transferOut(input: $input) {
      ... on ExpectationsChanged {
        expectations {
          ...ExpectationRow
        }
      }
      ...Refused
    }
  }
`);

/** Units of a transfer arrive, or are lost. */
export const TransferIn = graphql(`
  mutation TransferIn($input: TransferInInput!) {
    transferIn(input: $input) {
      ... on ExpectationsChanged {
        expectations {
          ...ExpectationRow
        }
      }
      ...Refused
    }
  }
`);
