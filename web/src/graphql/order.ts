import { graphql } from "./generated/gql.ts";

/** What one row of the orders list shows; live updates carry the same fields. */
graphql(`
  fragment OrderRow on Order {
    id
    name
    platformOrderId
    country
    placedAt
    importedAt
    fulfilledBy
    status
    channel {
      id
      name
      platform
    }
    lines {
      id
      sku
      title
      ordered
      cancelled
      shipped
      open
      shortageUnits
      product {
        id
        sku
        title
      }
    }
  }
`);

/** Orders, newest first, by keyset. */
export const Orders = graphql(`
  query Orders($first: Int!, $after: String, $channelId: ID, $status: OrderStatus, $search: String) {
    orders(first: $first, after: $after, channelId: $channelId, status: $status, search: $search) {
      edges {
        node {
          ...OrderRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** One order with its promises and parcels. */
graphql(`
  fragment OrderDetail on Order {
    ...OrderRow
    lines {
      listing {
        id
        sku
      }
      reservations {
        id
        quantity
        ...Routing
        madeAt
        endedAt
        endedAs
        product {
          id
          sku
          title
        }
        location {
          id
          name
        }
      }
    }
    shipments {
      id
      carrier
      tracking
      shippedAt
      toldAt
      error
    }
  }
`);

/** The order page. */
export const OrderPage = graphql(`
  query OrderPage($id: ID!) {
    node(id: $id) {
      id
      ... on Order {
        ...OrderDetail
      }
    }
  }
`);
