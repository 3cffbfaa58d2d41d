import { query } from "./client.ts";
import { fulfillmentsReply, moreLinesReply, orderReply, ordersReply } from "./replies.ts";

const lineFields = `nodes { id sku title quantity currentQuantity unfulfilledQuantity variant { id barcode } }
  pageInfo { hasNextPage endCursor }`;
const orderFields = `id name createdAt processedAt updatedAt cancelledAt shippingAddress { countryCodeV2 }
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

/** The parcels of one order. An order with more than 250 parcels is refused by the caller, never cut. */
export const fulfillmentsOf = query(
  fulfillmentsReply,
  `query Fulfillments($id: ID!) {
    order(id: $id) {
      fulfillments(first: 250) {
        status
        trackingInfo { number }
        fulfillmentLineItems(first: 250) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }
      }
    }
  }`,
);
