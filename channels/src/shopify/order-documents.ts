import { query } from "./client.ts";
import { moreLinesReply, orderReply, ordersReply, parcelsReply, trackingReply } from "./replies.ts";

const lineFields = `nodes { id sku title quantity currentQuantity unfulfilledQuantity variant { id barcode } }
  pageInfo { hasNextPage endCursor }`;
const orderFields = `id name createdAt processedAt updatedAt cancelledAt displayFulfillmentStatus shippingAddress { countryCodeV2 }
  lineItems(first: 50) { ${lineFields} }`;

/** One page of orders by time of change. */
export const ordersPage = query(
  ordersReply,
  `query Orders($first: Int!, $after: String, $query: String!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${orderFields} }
      pageInfo { hasNextPage endCursor }
    }
  }`,
);

/** One order with its first lines. */
export const orderById = query(orderReply, `query Order($id: ID!) { order(id: $id) { ${orderFields} } }`);

/** The further lines of one order. */
export const moreLines = query(
  moreLinesReply,
  `query MoreLines($id: ID!, $after: String) { order(id: $id) { lineItems(first: 250, after: $after) { ${lineFields} } } }`,
);

/** What is in the parcels of one order; Shopify splits no order into more than 250. */
export const parcelsOf = query(
  parcelsReply,
  `query Parcels($id: ID!) {
    order(id: $id) {
      fulfillments(first: 250) {
        status
        fulfillmentLineItems(first: 250) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }
      }
    }
  }`,
);

/** The tracking numbers of one order's parcels. */
export const trackingOf = query(
  trackingReply,
  `query Tracking($id: ID!) { order(id: $id) { fulfillments(first: 250) { status trackingInfo { number } } } }`,
);
