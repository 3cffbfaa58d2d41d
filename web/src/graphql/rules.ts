import { graphql } from "./generated/gql.ts";

graphql(`
  fragment RuleValues on Rule {
    id
    incomingDays
    safetyStockUnits
    safetyStockPercent
    shareKind
    sharePercent
    shareUnits
    percentBy
    velocityLeast
    velocityMost
    isVelocityFrozen
    guardBelow
    stopSellingAt
    alwaysShowAtLeast
    cap
    updatedAt
  }
`);

graphql(`
  fragment Effect on RuleEffect {
    listings
    showing
    toZero
    raised
    lowered
    isSample
  }
`);

/** The rule of one place and what it inherits. */
export const RulePlace = graphql(`
  query RulePlace($channelId: ID, $productId: ID) {
    ruleInForce(channelId: $channelId, productId: $productId) {
      own {
        ...RuleValues
      }
      inherited {
        field
        value
        isOfProduct
        channel {
          id
          name
        }
      }
    }
  }
`);

/** Which products have these SKUs. */
export const ProductsBySku = graphql(`
  query ProductsBySku($skus: [String!]!) {
    productsBySku(skus: $skus) {
      id
      sku
    }
  }
`);

/** How fast each listing of a product sells, and the share that this gives it. */
export const ProductShares = graphql(`
  query ProductShares($sku: String!) {
    product(sku: $sku) {
      id
      sku
      listings {
        id
        channel {
          id
          name
          platform
        }
        velocity {
          perDay
          sharePercent
          reason {
            proportion
            previous
            least
            most
            isFrozen
          }
        }
      }
    }
  }
`);

/** What changed rules would do to listings. */
export const PreviewRules = graphql(`
  query PreviewRules($rules: [RuleEditInput!]!) {
    previewRules(rules: $rules) {
      __typename
      ... on RulePreview {
        effect {
          ...Effect
        }
        changed(first: 20) {
          before
          after
          listing {
            id
            title
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
          }
        }
      }
      ...Refused
    }
  }
`);

/** Past orders under both settings. */
export const ReplayRules = graphql(`
  query ReplayRules($rules: [RuleEditInput!]!, $days: Int!) {
    previewRules(rules: $rules) {
      __typename
      ... on RulePreview {
        replay(days: $days) {
          unitsOrdered
          isSample
          before {
            unitsOversold
            salesLost
            unitsParked
          }
          after {
            unitsOversold
            salesLost
            unitsParked
          }
        }
      }
      ...Refused
    }
  }
`);

graphql(`
  fragment ChangeRow on RuleChange {
    id
    at
    actor
    reason
    rules
    effect {
      ...Effect
    }
    undoneBy {
      id
    }
    undoes {
      id
    }
  }
`);

/** Changes of rules, newest first. */
export const RuleChanges = graphql(`
  query RuleChanges {
    ruleChanges(first: 10) {
      edges {
        node {
          ...ChangeRow
        }
      }
    }
  }
`);

/** Rules in force. */
export const AllRules = graphql(`
  query AllRules($after: String) {
    rules(first: 50, after: $after) {
      edges {
        node {
          ...RuleValues
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
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Changes rules, all or none. */
export const ChangeRules = graphql(`
  mutation ChangeRules($key: String!, $reason: String!, $rules: [RuleEditInput!]!, $confirmZeroing: Boolean!) {
    changeRules(key: $key, reason: $reason, rules: $rules, confirmZeroing: $confirmZeroing) {
      __typename
      ... on RulesChanged {
        change {
          ...ChangeRow
        }
      }
      ...Refused
    }
  }
`);

/** Takes a change of rules back. */
export const UndoRules = graphql(`
  mutation UndoRules($key: String!, $changeId: ID!, $confirmZeroing: Boolean!) {
    undoRuleChange(key: $key, changeId: $changeId, confirmZeroing: $confirmZeroing) {
      __typename
      ... on RulesChanged {
        change {
          ...ChangeRow
        }
      }
      ...Refused
    }
  }
`);
