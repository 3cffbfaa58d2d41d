import { GraphQLError } from "graphql";
import { nowMs, toSeconds } from "../clock.ts";
import { gid, numberOf } from "../ids.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { answerCancel, type CancelArguments } from "./answer-cancel.ts";
import { bulkView, startExport } from "./bulk.ts";
import { type ConnectionArguments, compareKeys, connection } from "./connection.ts";
import { createFulfillment, type FulfillmentInput } from "./create-fulfillment.ts";
import { orderFilter } from "./order-search.ts";
import { fulfillmentOrderView, fulfillmentView, orderView } from "./order-views.ts";
import { quantityWrites } from "./quantity-writes.ts";
import { requireScope } from "./require-scope.ts";
import { refundOf, returnOf } from "./return-nodes.ts";
import type { Order, Shop, Variant } from "./shop.ts";
import { createSubscription, deleteSubscription, type SubscriptionInput, updateSubscription } from "./subscriptions.ts";
import { itemView, locationView, productView, subscriptionView, variantView } from "./views.ts";

/** The root value of one request: what each field of QueryRoot and Mutation does for this shop. */
export function rootOf(world: World, shop: Shop, logged: LoggedRequest) {
  return { ...aboutShop(shop), ...aboutGoods(shop), ...aboutOrders(shop), ...writes(world, shop, logged) };
}

function aboutShop(shop: Shop) {
  return {
    shop: () => ({
      __typename: "Shop",
      id: gid("Shop", shop.levelGroupId),
      name: shop.settings.name,
      myshopifyDomain: shop.settings.domain,
      currencyCode: shop.settings.currency,
      ianaTimezone: "Europe/Amsterdam",
      plan: { displayName: "Sandbox", publicDisplayName: "Sandbox", partnerDevelopment: true, shopifyPlus: false },
    }),
    currentAppInstallation: () => ({
      id: gid("AppInstallation", shop.levelGroupId),
      accessScopes: shop.settings.scopes.map((handle) => ({ handle })),
    }),
    inventoryProperties: () => ({ quantityNames }),
    webhookSubscription: ({ id }: { id: string }) => {
      const found = shop.subscriptions.get(numberOf("WebhookSubscription", id) ?? "");
      return found ? subscriptionView(found) : null;
    },
    webhookSubscriptions: (args: ConnectionArguments & { topics?: string[] | null; uri?: string | null }) => {
      const rows = [...shop.subscriptions.values()].filter(
        (row) => (args.topics ?? [row.topic]).includes(row.topic) && (args.uri ?? row.uri) === row.uri,
      );
      return connection(rows, args, ({ id }) => [id], subscriptionView);
    },
  };
}

function aboutGoods(shop: Shop) {
  return {
    locations: (args: ConnectionArguments) => {
      requireScope(shop, "read_locations", "locations");
      return connection(
        [...shop.locations.values()],
        args,
        ({ id }) => [id],
        (row) => locationView(shop, row),
      );
    },
    location: ({ id }: { id?: string | null }) => {
      requireScope(shop, "read_locations", "location");
      const [primary] = shop.locations.values();
      const found = id ? shop.locations.get(numberOf("Location", id) ?? "") : primary;
      return found ? locationView(shop, found) : null;
    },
    productVariants: (args: ConnectionArguments & { query?: string | null }) => {
      requireScope(shop, "read_products", "productVariants");
      const rows = [...shop.variants.values()].filter(variantFilter(args.query ?? ""));
      return connection(
        rows,
        args,
        ({ id }) => [id],
        (row) => variantView(shop, row),
      );
    },
    productVariantsCount: ({ limit }: { limit: number | null }) => {
      requireScope(shop, "read_products", "productVariantsCount");
      const count = Math.min(shop.variants.size, limit ?? shop.variants.size);
      return { count, precision: count < shop.variants.size ? "AT_LEAST" : "EXACT" };
    },
    bulkOperation: ({ id }: { id: string }) => {
      const run = shop.bulkRuns.get(numberOf("BulkOperation", id) ?? "");
      return run ? bulkView(shop, run) : null;
    },
    job: ({ id }: { id: string }) => shop.jobs.get(id) ?? null,
    inventoryItem: ({ id }: { id: string }) => {
      requireScope(shop, "read_inventory", "inventoryItem");
      const variant = shop.variantByItem.get(numberOf("InventoryItem", id) ?? "");
      return variant ? itemView(shop, variant) : null;
    },
    node: ({ id }: { id: string }) => nodeOf(shop, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(shop, id)),
  };
}

function aboutOrders(shop: Shop) {
  return {
    orders: (args: ConnectionArguments & { query?: string | null; reverse: boolean; sortKey: string }) => {
      requireScope(shop, "read_orders", "orders");
      const keyOf = orderKey(args.sortKey);
      const rows = visibleOrders(shop).filter(orderFilter(args.query ?? ""));
      rows.sort((left, right) => compareKeys(keyOf(left), keyOf(right)) * (args.reverse ? -1 : 1));
      return connection(rows, args, keyOf, (row) => orderView(shop, row));
    },
    order: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "order");
      const order = shop.orders.get(numberOf("Order", id) ?? "");
      return order ? orderView(shop, order) : null;
    },
    fulfillment: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "fulfillment");
      const number = numberOf("Fulfillment", id) ?? "";
      const order = [...shop.orders.values()].find((row) => row.fulfillments.some((parcel) => parcel.id === number));
      const found = order?.fulfillments.find((parcel) => parcel.id === number);
      return order && found ? fulfillmentView(shop, order, found) : null;
    },
    return: ({ id }: { id: string }) => {
      requireScope(shop, "read_returns", "return");
      return returnOf(shop, id);
    },
    refund: ({ id }: { id: string }) => {
      requireScope(shop, "read_orders", "refund");
      return refundOf(shop, id);
    },
    fulfillmentOrder: ({ id }: { id: string }) => {
      requireScope(shop, "read_merchant_managed_fulfillment_orders", "fulfillmentOrder");
      const number = numberOf("FulfillmentOrder", id) ?? "";
      const order = [...shop.orders.values()].find((row) => row.fulfillmentOrders.some((part) => part.id === number));
      return order ? fulfillmentOrderView(shop, order, number) : null;
    },
  };
}

function writes(world: World, shop: Shop, logged: LoggedRequest) {
  return {
    ...quantityWrites(world, shop, logged),
    bulkOperationRunQuery: ({ query }: { query: string }) => startExport(shop, query, rootOf(world, shop, logged)),
    fulfillmentCreate: ({ fulfillment }: { fulfillment: FulfillmentInput }) => {
      requireScope(shop, "write_merchant_managed_fulfillment_orders", "fulfillmentCreate");
      return createFulfillment(world, shop, fulfillment);
    },
    orderCancel: (args: CancelArguments) => {
      requireScope(shop, "write_orders", "orderCancel");
      return answerCancel(world, shop, args);
    },
    webhookSubscriptionCreate: (args: { topic: string; webhookSubscription: SubscriptionInput }) =>
      createSubscription(world, shop, args.topic, args.webhookSubscription),
    webhookSubscriptionUpdate: (args: { id: string; webhookSubscription: SubscriptionInput }) =>
      updateSubscription(world, shop, args.id, args.webhookSubscription),
    webhookSubscriptionDelete: ({ id }: { id: string }) => deleteSubscription(world, shop, id),
  };
}

/** Without read_all_orders an app sees 60 days back. */
const visibleMs = 60 * 24 * 3_600_000;

function visibleOrders(shop: Shop): Order[] {
  // The search index learns of an order's newest change later; until then it does not find the order by it.
  const indexed = nowMs() - shop.settings.searchLagMs;
  const all = [...shop.orders.values()].filter((order) => order.updatedAt <= indexed);
  if (shop.settings.scopes.includes("read_all_orders")) return all;
  const from = nowMs() - visibleMs;
  return all.filter((order) => order.createdAt >= from);
}

function orderKey(sortKey: string): (order: Order) => string[] {
  switch (sortKey) {
    case "UPDATED_AT":
      return (order) => [toSeconds(order.updatedAt), order.id];
    case "CREATED_AT":
      return (order) => [toSeconds(order.createdAt), order.id];
    case "PROCESSED_AT":
      return (order) => [toSeconds(order.processedAt), order.id];
    default:
      return (order) => [order.id];
  }
}

function variantFilter(query: string): (variant: Variant) => boolean {
  const match = /^(?:(sku|barcode):(?:'([^']*)'|"([^"]*)"|(\S+)))?$/.exec(query.trim());
  if (!match) throw new GraphQLError(`the sandbox does not know this variant search: ${query}`);
  const [, field, ...values] = match;
  const value = values.find((found) => found !== undefined);
  if (field === undefined) return () => true;
  return (variant) => (field === "sku" ? variant.sku : variant.barcode) === value;
}

function nodeOf(shop: Shop, globalId: string) {
  const [type = "", id = ""] = globalId.replace("gid://shopify/", "").split("/");
  switch (type) {
    case "InventoryItem": {
      const variant = shop.variantByItem.get(id);
      return variant ? itemView(shop, variant) : null;
    }
    case "ProductVariant": {
      const variant = shop.variants.get(id);
      return variant ? variantView(shop, variant) : null;
    }
    case "Product": {
      const variant = [...shop.variants.values()].find(({ productId }) => productId === id);
      return variant ? productView(variant) : null;
    }
    case "Location": {
      const location = shop.locations.get(id);
      return location ? locationView(shop, location) : null;
    }
    case "Order": {
      const order = shop.orders.get(id);
      return order ? orderView(shop, order) : null;
    }
    default:
      return null;
  }
}

const quantityNames = [
  { name: "available", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "committed", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "on_hand", isInUse: true, belongsTo: [], comprises: ["available", "committed"] },
];
