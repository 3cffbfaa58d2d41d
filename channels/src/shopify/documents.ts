import { mutation, query } from "./client.ts";
import {
  bulkReply,
  cancelReply,
  countReply,
  exportReply,
  fulfillmentCreateReply,
  jobReply,
  levelsReply,
  locationsReply,
  moreLinesReply,
  moreParcelLinesReply,
  moreToShipReply,
  orderReply,
  ordersReply,
  parcelsReply,
  scopesReply,
  setQuantitiesReply,
  subscribeReply,
  subscriptionsReply,
  toShipReply,
  variantsReply,
} from "./replies.ts";

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
  `query MoreLines($id: ID!, $after: String) { order(id: $id) { updatedAt lineItems(first: 250, after: $after) { ${lineFields} } } }`,
);

const parcelLines = "nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor }";

/** What is in the parcels of one order; Shopify splits no order into more than 250. */
export const parcelsOf = query(
  parcelsReply,
  `query Parcels($id: ID!) {
    order(id: $id) {
      updatedAt
      fulfillments(first: 250) {
        id
        status
        trackingInfo { number }
        fulfillmentLineItems(first: 250) { ${parcelLines} }
      }
    }
  }`,
);

/** The further lines of one parcel. */
export const moreParcelLines = query(
  moreParcelLinesReply,
  `query MoreParcelLines($id: ID!, $after: String) {
    fulfillment(id: $id) { fulfillmentLineItems(first: 250, after: $after) { ${parcelLines} } }
  }`,
);

/** What items show at one location. */
export const levels = query(
  levelsReply,
  `query Levels($ids: [ID!]!, $locationId: ID!) {
    nodes(ids: $ids) {
      ... on InventoryItem {
        id
        tracked
        inventoryLevel(locationId: $locationId, includeInactive: true) { isActive quantities(names: ["available"]) { name quantity } }
      }
    }
  }`,
);

/** Sets quantities by compare-and-set; from 2026-04 on both the key and `changeFromQuantity` must be there. */
export const setAvailable = mutation(
  setQuantitiesReply,
  `mutation SetAvailable($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { field message code } }
  }`,
);

const variantFields = "id sku barcode title requiresComponents product { title } inventoryItem { id }";

/** How many variants there are; 10,000 stands for more, too. */
export const variantsCount = query(countReply, "query CountVariants { productVariantsCount(limit: 10000) { count } }");

/** Starts an export of the whole catalogue. A second one is harmless, so that a lost answer may be asked for again. */
export const exportVariants = query(
  exportReply,
  `mutation ExportVariants {
    bulkOperationRunQuery(query: "{ productVariants { edges { node { ${variantFields} } } } }") {
      bulkOperation { id }
      userErrors { field message }
    }
  }`,
);

/** How far an export is. */
export const bulkStatus = query(
  bulkReply,
  "query BulkStatus($id: ID!) { bulkOperation(id: $id) { id status errorCode url rootObjectCount } }",
);

/** One page of the catalogue. */
export const variantsPage = query(
  variantsReply,
  `query Variants($first: Int!, $after: String) {
    productVariants(first: $first, after: $after, sortKey: ID) {
      nodes { ${variantFields} }
      pageInfo { hasNextPage endCursor }
    }
  }`,
);

/** One page of the app's webhook subscriptions. */
export const subscriptions = query(
  subscriptionsReply,
  `query Subscriptions($after: String) {
    webhookSubscriptions(first: 100, after: $after) { nodes { topic uri } pageInfo { hasNextPage endCursor } }
  }`,
);

/** Asks for the messages of one topic. */
export const subscribe = mutation(
  subscribeReply,
  `mutation Subscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) { userErrors { field message } }
  }`,
);

const waitingLines = "nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor }";

/** What of an order still waits to be shipped, by place. */
export const toShip = query(
  toShipReply,
  `query ToShip($id: ID!) {
    order(id: $id) {
      fulfillmentOrders(first: 50) {
        nodes {
          id
          supportedActions { action }
          assignedLocation { location { id } }
          lineItems(first: 250) { ${waitingLines} }
        }
      }
    }
  }`,
);

/** The further lines of what waits at one place. */
export const moreToShip = query(
  moreToShipReply,
  `query MoreToShip($id: ID!, $after: String) {
    fulfillmentOrder(id: $id) { lineItems(first: 250, after: $after) { ${waitingLines} } }
  }`,
);

/** Makes a parcel of what waits. */
export const fulfil = mutation(
  fulfillmentCreateReply,
  `mutation Fulfil($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) { userErrors { field message } }
  }`,
);

/** What the app may do in the shop. */
export const scopes = query(scopesReply, "query Scopes { currentAppInstallation { accessScopes { handle } } }");

/** One page of the shop's locations, also those that are not active. */
export const locationsPage = query(
  locationsReply,
  `query Locations($after: String) {
    locations(first: 100, after: $after, includeInactive: true, includeLegacy: true) {
      nodes { id name isActive fulfillsOnlineOrders isFulfillmentService address { countryCode } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
);

/** Has an order cancelled, which Shopify works on afterwards. Paying back is a person's business. */
export const cancelOrder = mutation(
  cancelReply,
  `mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!) {
    orderCancel(orderId: $orderId, reason: $reason, restock: true, notifyCustomer: true) {
      job { id }
      orderCancelUserErrors { field message code }
    }
  }`,
);

/** Whether Shopify has ended a job, well or badly. */
export const jobById = query(jobReply, "query Job($id: ID!) { job(id: $id) { id done } }");
