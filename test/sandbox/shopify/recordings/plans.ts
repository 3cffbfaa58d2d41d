import type { Json } from "../../make/json.ts";
import { cancelledOrder, refundedOrder } from "./earlier-orders.ts";

/** Goods of the recorded shop, by its own ids. */
export interface Good {
  title: string;
  variantId?: string;
  itemId?: string;
  productId?: string;
  /** Units by the name of their place. */
  stock?: Record<string, number>;
}

/** How one recording is replayed. Where it says nothing, each exchange is asked again as it was recorded, in its order. */
export interface Plan {
  /** The places of the recorded shop that matter, the one that it sends from first. */
  places: (recording: Json) => { id: string; name: string }[];
  goods?: (recording: Json) => Good[];
  /** An order that was made before the recording began. */
  order?: { id: string; input: Json };
  /** Parts of the file that were recorded before the others. */
  partsFirst?: string[];
  /** What was asked, by place, where the recording does not tell. */
  asked?: Record<string, { document?: string; variables?: Json }>;
  /** Places whose answers were put together from several, so that what they tell is asked for. */
  byAnswer?: string[];
  /** Fields that are neither asked for nor compared, each with its reason. */
  leftOut?: Record<string, string>;
  /** Whether the sandbox knows what a real store charges for what is asked here; the whole formula is not published. */
  areCostsKnown?: true;
  /** Exchanges that are not replayed, each with its reason. */
  notReplayed?: Record<string, string>;
}

const shopLocation = { id: "gid://shopify/Location/106318430514", name: "Shop location" };
const theShop = () => [shopLocation];

const ofTheProxy =
  "The recorder asked for it by itself, for weights, customs and options, which the sandbox's goods have not";
const total = { totalInventory: "A real store counts it later: it was recorded as 0 where the variants' sum was 12" };

/** A good as the recordings' setups tell it. */
function good({ productId, variantId, inventoryItemId: itemId, create, available }: Json, title?: string): Good {
  const named =
    title ?? create?.data?.productCreate.product.title ?? create?.response?.data.productCreate.product.title;
  return { title: named ?? productId, productId, variantId, itemId, ...(available && { stock: available }) };
}

const ofQuantities: Pick<Plan, "leftOut" | "areCostsKnown"> = { leftOut: total, areCostsKnown: true };

/** Every recording there is. */
export const plans: Record<string, Plan> = {
  "2025-01__orders__order-create-fulfillment-assigned-location": { places: theShop },
  "2025-01__orders__order-create-line-item-fields": {
    places: theShop,
    goods: ({ setup }) => [{ title: "A product", productId: setup.productLookup.response.data.products.nodes[0].id }],
    asked: { cleanup: { variables: { reason: "OTHER", restock: true } } },
  },
  "2025-01__orders__order-create-validation-matrix": { places: theShop },
  "2025-01__orders__refund-create-full-parity": {
    places: theShop,
    order: refundedOrder,
    partsFirst: ["upstreamCalls"],
    leftOut: { subtotalSet: "Recorded as 0.0 for a unit of 10.00; what it counts is not known" },
  },
  "2025-01__products__inventory-default-location-carrier-connection": {
    places: ({ setup: { shipmentProduct } }) => [
      shopLocation,
      shipmentProduct.originLocation,
      shipmentProduct.destinationLocation,
    ],
    goods: ({ setup }) => [good(setup.defaultProduct), good(setup.shipmentProduct)],
    leftOut: { ...total, sku: "The sandbox has no goods without a SKU" },
    asked: {
      "setup.shipmentProduct.originActivation": { variables: activation("114040570162", 5) },
      "setup.shipmentProduct.destinationActivation": { variables: activation("114040602930", 0) },
      "cleanup.orderCancel": { variables: cancellation("8978906808626") },
      "cleanup.coldVariantOrderCancel": { variables: cancellation("8978906841394") },
      "cleanup.inTransitShipmentDelete": { variables: { id: "gid://shopify/InventoryShipment/2928148786" } },
      "cleanup.shipmentDelete": { variables: { id: "gid://shopify/InventoryShipment/2928116018" } },
      "cleanup.inTransitTransferCancel": { variables: { id: "gid://shopify/InventoryTransfer/5904498994" } },
      "cleanup.transferCancel": { variables: { id: "gid://shopify/InventoryTransfer/5904466226" } },
    },
    notReplayed: {
      "setup.shipmentProduct.inventorySet": "Its request was not recorded, and it changed nothing",
      "upstreamCalls.*": ofTheProxy,
    },
  },
  "2026-04__orders__fulfillment-create-multi-group": {
    places: ({ setup }) => [
      setup.orders.unknown.response.data.orderCreate.order.fulfillmentOrders.nodes[0].assignedLocation.location,
      ...setup.locations.response.data.locations.nodes,
    ],
    partsFirst: ["setup", "upstreamCalls"],
    leftOut: {
      fulfillmentHolds: "The sandbox holds nothing back",
      merchantRequests: "The sandbox asks no fulfilment service",
      fulfillAt: "The sandbox sends at once",
      fulfillBy: "The sandbox has no deadlines",
    },
  },
  "2026-04__orders__orderCancel-restock-refundMethod-parity": {
    places: theShop,
    order: cancelledOrder,
    partsFirst: ["upstreamCalls"],
    byAnswer: ["upstreamCalls.0"],
  },
  "2026-04__products__inventory-activate-on-hand": {
    areCostsKnown: true,
    places: ({ locations }) => [locations.primary, locations.secondary],
    goods: ({ setup }) => Object.values<Json>(setup).map((one) => good(one)),
  },
  "2026-04__products__inventory-adjust-ledger-document-validation": {
    ...ofQuantities,
    places: ({ setup }) => [setup.primaryProduct.location],
    goods: ({ setup }) => [good(setup.primaryProduct), good(setup.secondaryProduct)],
  },
  "2026-04__products__inventory-adjust-on-hand-name-mirrors": {
    ...ofQuantities,
    places: ({ setup }) => [setup.product.location],
    goods: ({ setup }) => [good(setup.product)],
    asked: Object.fromEntries(
      ["damaged", "reserved", "qualityControl", "safetyStock", "incoming"].map((name) => [
        `cases.${name}.downstreamRead`,
        {
          variables: {
            product: "gid://shopify/Product/10229653340466",
            variant: "gid://shopify/ProductVariant/51414365864242",
            item: "gid://shopify/InventoryItem/53519404040498",
          },
        },
      ]),
    ),
  },
  "2026-04__products__inventory-inactive-level-lifecycle-2026-04": {
    places: ({ locations }) => locations,
    goods: ({ createdProduct }) => {
      const [variant] = createdProduct.variants.nodes;
      return [
        good(
          { productId: createdProduct.id, variantId: variant.id, inventoryItemId: variant.inventoryItem.id },
          createdProduct.title,
        ),
      ];
    },
    asked: {
      inventoryInactiveLifecycleReadAfterDeactivate: { document: "upstreamCalls.1" },
      inventoryInactiveLifecycleReadAfterReactivate: { document: "upstreamCalls.1" },
      inventoryInactiveLifecycleReactivate: {},
    },
    leftOut: {
      ...total,
      ...{
        handle: "Goods have none here",
        compareAtPrice: "Goods have none here",
        taxable: "Goods have no taxes here",
      },
      ...{ sku: "The sandbox has no goods without a SKU", price: "The sandbox has no goods for nothing" },
    },
    notReplayed: {
      "upstreamCalls.0": "Put together by the recorder: it answers what its request does not ask",
      "upstreamCalls.1": "The same as the reading after the deactivation",
      "upstreamCalls.2": "Put together by the recorder: it answers what its request does not ask",
    },
  },
  "2026-04__products__inventory-quantity-contracts-2026-04": {
    ...ofQuantities,
    places: theShop,
    goods: ({ setup }) => [good({ ...setup.product, create: setup.create })],
    asked: { legacySetShape: { document: setOf("inventorySetQuantities", "InventorySetQuantitiesInput") } },
    notReplayed: {
      schema: "Names of input fields: the whole schema of the sandbox is held against the published one at its start",
      "upstreamCalls.*": ofTheProxy,
    },
  },
  "2026-04__products__inventory-reason-validation": {
    ...ofQuantities,
    places: ({ setup }) => [{ id: setup.locationId, name: "HAR-571 transfer destination 20260505000619" }],
    goods: ({ setup }) => [good({ ...setup, available: { "HAR-571 transfer destination 20260505000619": 1 } })],
  },
  "2026-04__products__inventorySetQuantities-name-validation": {
    ...ofQuantities,
    places: theShop,
    goods: ({ cases }) => Object.values<Json>(cases).map(({ setup }) => good({ ...setup, available: undefined })),
  },
  "2026-04__webhooks__webhook-subscription-conformance": {
    places: theShop,
    asked: {
      catalog: {
        document: `query Catalog($first: Int!, $missingQuery: String!, $unknownId: ID!) {
          webhookSubscriptions(first: $first) { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
          webhookSubscriptionsCount { count precision }
          filteredCount: webhookSubscriptionsCount(query: $missingQuery) { count precision }
          unknown: webhookSubscription(id: $unknownId) { id } }`,
      },
      validation: {
        document: `mutation V($unknownId: ID!, $unknownUpdateInput: WebhookSubscriptionInput!) {
          updateUnknown: webhookSubscriptionUpdate(id: $unknownId, webhookSubscription: $unknownUpdateInput) {
            webhookSubscription { id } userErrors { field message } }
          deleteUnknown: webhookSubscriptionDelete(id: $unknownId) {
            deletedWebhookSubscriptionId userErrors { field message } }
          createMissingUri: webhookSubscriptionCreate(topic: SHOP_UPDATE, webhookSubscription: { format: JSON }) {
            webhookSubscription { id } userErrors { field message } } }`,
      },
      "graphqlValidation.missingCreateTopic": {
        document: `mutation MissingCreateWebhookTopic { webhookSubscriptionCreate(webhookSubscription: { format: JSON }) {
          webhookSubscription { id } userErrors { field message } } }`,
      },
      "graphqlValidation.nullUpdateInput": {
        document: `mutation NullUpdateWebhookInput {
          webhookSubscriptionUpdate(id: "gid://shopify/WebhookSubscription/1", webhookSubscription: null) {
            webhookSubscription { id } userErrors { field message } } }`,
      },
    },
    notReplayed: {
      schemaAndAccess: "What the recorded app may do and all of Shopify's topics, of which the sandbox has a part",
    },
  },
  "2026-04__webhooks__webhook-subscription-scheme-allowlist": {
    places: theShop,
    partsFirst: ["setup.create", "cases"],
  },
};

/** What a hub never asks of a shop, by the field that it would ask for. */
export const neverAsked: Record<string, string> = {
  customerCreate: "Customers are no business of a hub",
  customerDelete: "Customers are no business of a hub",
  locationAdd: "The shop makes its places, not the hub",
  locationDeactivate: "The shop closes its places, not the hub",
  locationDelete: "The shop closes its places, not the hub",
  productCreate: "The shop makes its goods, not the hub",
  productDelete: "The shop deletes its goods, not the hub",
  productSet: "The shop makes its goods, not the hub",
  productVariantsBulkUpdate: "The shop changes its goods, not the hub",
  products: "The hub reads variants, not products",
};

function activation(place: string, available: number) {
  const inventoryItemId = "gid://shopify/InventoryItem/53594066583858";
  return { inventoryItemId, locationId: `gid://shopify/Location/${place}`, available };
}

function cancellation(order: string) {
  return { orderId: `gid://shopify/Order/${order}`, reason: "OTHER", restock: true };
}

function setOf(field: string, type: string): string {
  return `mutation Set($input: ${type}!, $idempotencyKey: String!) {
    ${field}(input: $input) @idempotent(key: $idempotencyKey) { userErrors { field message code } } }`;
}
