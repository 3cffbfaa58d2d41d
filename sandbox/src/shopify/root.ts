import { GraphQLError } from "graphql";
import { gid, numberOf } from "../ids.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { startExport } from "./bulk.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import { aboutGoods } from "./goods-root.ts";
import { goodsWrites } from "./goods-writes.ts";
import { orderWrites } from "./order-writes.ts";
import { aboutOrders } from "./orders-root.ts";
import { quantityWrites } from "./quantity-writes.ts";
import type { Shop } from "./shop.ts";
import { createSubscription, deleteSubscription, type SubscriptionInput, updateSubscription } from "./subscriptions.ts";
import { subscriptionView } from "./views.ts";

/** The root value of one request: what each field of QueryRoot and Mutation does for this shop. */
export function rootOf(world: World, shop: Shop, logged: LoggedRequest) {
  return { ...aboutShop(shop), ...aboutGoods(shop), ...aboutOrders(shop), ...writes(world, shop, logged) };
}

function aboutShop(shop: Shop) {
  return {
    shop: () => ({
      __typename: "Shop",
      id: gid("Shop", shop.id),
      name: shop.settings.name,
      myshopifyDomain: shop.settings.domain,
      currencyCode: shop.settings.currency,
      ianaTimezone: "Europe/Amsterdam",
      plan: { displayName: "Sandbox", publicDisplayName: "Sandbox", partnerDevelopment: true, shopifyPlus: false },
    }),
    currentAppInstallation: () => ({
      id: gid("AppInstallation", shop.id),
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
    webhookSubscriptionsCount: ({ query, limit }: { query?: string | null; limit: number | null }) => {
      const rows = [...shop.subscriptions.keys()].filter(idFilter(query ?? ""));
      const count = Math.min(rows.length, limit ?? rows.length);
      return { count, precision: count < rows.length ? "AT_LEAST" : "EXACT" };
    },
  };
}

function idFilter(query: string): (id: string) => boolean {
  const [, wanted] = /^(?:id:(\d+))?$/.exec(query.trim()) ?? [query];
  if (wanted === undefined && query.trim() !== "") {
    throw new GraphQLError(`the sandbox does not know this search of subscriptions: ${query}`);
  }
  return (id) => wanted === undefined || id === wanted;
}

function writes(world: World, shop: Shop, logged: LoggedRequest) {
  return {
    ...quantityWrites(world, shop, logged),
    ...goodsWrites(world, shop),
    ...orderWrites(world, shop),
    bulkOperationRunQuery: ({ query }: { query: string }) => startExport(shop, query, rootOf(world, shop, logged)),
    webhookSubscriptionCreate: (args: { topic: string; webhookSubscription: SubscriptionInput }) =>
      createSubscription(world, shop, args.topic, args.webhookSubscription),
    webhookSubscriptionUpdate: (args: { id: string; webhookSubscription: SubscriptionInput }) =>
      updateSubscription(world, shop, args.id, args.webhookSubscription),
    webhookSubscriptionDelete: ({ id }: { id: string }) => deleteSubscription(world, shop, id),
  };
}

const quantityNames = [
  { name: "available", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "committed", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "on_hand", isInUse: true, belongsTo: [], comprises: ["available", "committed"] },
];
