import { graphql } from "./generated/gql.ts";

/** What one row of the stock table shows; live updates carry the same fields. */
graphql(`
  fragment StockRow on Product {
    id
    sku
    title
    isBundle
    onHand
    unavailable
    reserved
    available
    incoming
    shortageUnits
    daysOfCover
    reorderPoint
    isLow
    listings {
      id
      status
      published
      confirmed
      live
      pendingSince
      channel {
        id
      }
    }
  }
`);

/** One page of the stock table, by keyset. */
export const StockPage = graphql(`
  query StockPage($first: Int!, $after: String, $search: String, $filter: ProductFilter, $sort: ProductSort) {
    products(first: $first, after: $after, search: $search, filter: $filter, sort: $sort) {
      edges {
        node {
          ...StockRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The quantities of one product at one location. */
graphql(`
  fragment Level on StockLevel {
    id
    onHand
    unavailable
    reserved
    incoming
    available
    location {
      id
      code
      name
      kind
      country
      safetyStock
      isActive
    }
  }
`);

/** What the adjust form needs: where the product lies, and how much of it. */
export const ProductLevels = graphql(`
  query ProductLevels($sku: String!) {
    product(sku: $sku) {
      id
      sku
      title
      levels {
        ...Level
      }
    }
    locations {
      id
      code
      name
      kind
      country
      safetyStock
      isActive
    }
  }
`);

/** A listing with the arithmetic behind its number and the last attempts to make it so. */
graphql(`
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

/** Everything on top of the product page; history and reservations have queries of their own. */
export const ProductPage = graphql(`
  query ProductPage($sku: String!) {
    product(sku: $sku) {
      ...StockRow
      velocity {
        perDay
        days
      }
      barcodes
      updatedAt
      aliases {
        code
        packSize
        madeBy
      }
      restrictions {
        id
        country
        location {
          id
          name
        }
      }
      levels {
        ...Level
      }
      recipe {
        version
        policy
        limiting {
          id
          sku
          title
        }
        components {
          quantity
          product {
            id
            sku
            title
            available
          }
        }
      }
      bundles {
        id
        sku
        title
        available
      }
      listings {
        ...ListingWithTrace
      }
    }
  }
`);

/** Open promises of a product. */
export const ProductReservations = graphql(`
  query ProductReservations($sku: String!, $after: String) {
    product(sku: $sku) {
      id
      reservations(first: 25, after: $after) {
        edges {
          node {
            id
            quantity
            ...Routing
            madeAt
            location {
              id
              name
            }
            hold {
              id
              reference
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
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The ledger of a product, newest first. */
export const ProductHistory = graphql(`
  query ProductHistory($sku: String!, $after: String) {
    product(sku: $sku) {
      id
      movements(first: 25, after: $after) {
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
  }
`);
