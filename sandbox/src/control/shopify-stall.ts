import { isEnumType } from "graphql";
import { nowMs } from "../clock.ts";
import { gid, numberOf } from "../ids.ts";
import { adminSchema } from "../shopify/admin-schema.ts";
import { announceLevels } from "../shopify/announce.ts";
import { cancelOrder } from "../shopify/cancel-order.ts";
import { deleteOrder } from "../shopify/delete-order.ts";
import { fulfil, parcelsLeft } from "../shopify/fulfil-order.ts";
import { cents } from "../shopify/money.ts";
import { cancelled, fulfilled } from "../shopify/order-quantities.ts";
import { placeOrder } from "../shopify/place-order.ts";
import { refundOrder } from "../shopify/refund-order.ts";
import { endReturn, openReturn } from "../shopify/returns.ts";
import { type Line, type Order, Shop, type Variant } from "../shopify/shop.ts";
import { soldAs } from "../shopify/sold-as.ts";
import type { World } from "../world.ts";
import type { CancellationInput, OrderInput, ProductInput, RefundInput, ShopifyShopInput, StockEdit } from "./input.ts";
import type { OrderSummary, PlacedOrder, ProductIds, Stall } from "./stall.ts";
import { ControlError } from "./trouble.ts";

/** Makes a shop, or changes the settings of one that exists; its goods and orders stay. */
export function putShop(world: World, handle: string, input: ShopifyShopInput): Shop {
  const { locations, name, domain, ...rest } = input;
  const settings = { ...rest, name: name ?? handle, domain: domain ?? `${handle}.myshopify.com` };
  const found = world.shops.get(handle);
  const shop =
    found ??
    new Shop({
      handle,
      settings,
      lastOrderNumber: 1000,
      id: world.ids.next("Shop"),
      locations: [],
      variants: [],
      levels: [],
      orders: [],
      subscriptions: [],
      tokens: [],
      transfers: [],
    });
  shop.settings = settings;
  const names = new Set([...shop.locations.values()].map((location) => location.name));
  for (const location of locations.filter((row) => !names.has(row.name))) {
    const id = world.ids.next("Location");
    shop.locations.set(id, { id, ...location, country: known("CountryCode", location.country) });
  }
  world.shops.set(handle, shop);
  world.onChange();
  return shop;
}

/** The control API's hands on a Shopify shop. */
export function shopifyStall(world: World, shop: Shop): Stall {
  return {
    putProducts: (products) => {
      // All stocks are looked up first, so that a wrong one leaves nothing half done.
      const stocks = products.map((product) => stockByLocation(shop, product.stock));
      const ids = products.map((product, index) => putProduct(world, shop, product, stocks[index] ?? []));
      world.onChange();
      return ids;
    },
    stock: () => Object.fromEntries([...shop.variants.values()].map((row) => [row.sku, shop.sellable(row.itemId)])),
    editStock: (edits) => editStock(world, shop, edits),
    placeOrder: (order) => place(world, shop, order),
    orders: () => [...shop.orders.values()].map((order) => summary(shop, order)),
    cancel: (orderId, how) => cancel(world, shop, orderOf(shop, orderId), how),
    fulfil: (orderId) => fulfilAll(world, shop, orderOf(shop, orderId)),
    deleteOrder: (orderId) => deleteOrder(world, shop, orderOf(shop, orderId)),
    expireTokens: () => {
      shop.tokens = [];
      world.onChange();
    },
    dropSubscriptions: () => {
      shop.subscriptions.clear();
      world.onChange();
    },
    announceReturn: (orderId, { sku, quantity, reason }) => {
      const order = orderOf(shop, orderId);
      return openReturn(world, shop, order, { line: lineOf(shop, order, sku), quantity }, reason);
    },
    refund: (orderId, wish) => refund(world, shop, orderOf(shop, orderId), wish),
    endReturn: (orderId, { how }) => endReturn(world, shop, orderOf(shop, orderId), how),
    shelf: () =>
      [...shop.variants.values()].map(({ sku, velocity, itemId }) => ({ sku, velocity, left: shop.sellable(itemId) })),
  };
}

function putProduct(world: World, shop: Shop, product: ProductInput, stock: [string, number][]): ProductIds {
  const at = nowMs();
  const { sku, barcode, title, velocity, requiresComponents, tracked } = product;
  const found = shop.variantBySku.get(sku);
  const variant: Variant = {
    id: found?.id ?? world.ids.next("ProductVariant"),
    productId: found?.productId ?? world.ids.next("Product"),
    itemId: found?.itemId ?? world.ids.next("InventoryItem"),
    createdAt: found?.createdAt ?? at,
    updatedAt: at,
    price: product.price.toFixed(2),
    ...{ sku, barcode, title, velocity, requiresComponents, tracked },
  };
  shop.addVariant(variant);
  for (const [locationId, quantity] of stock) shop.level(variant.itemId, locationId, at).available = quantity;
  // Stocked everywhere, unless it was said where; at the first place always, as what a shop makes is.
  const places = typeof product.stock === "object" ? [locationNamed(shop, undefined)] : shop.locations.keys();
  for (const locationId of places) shop.level(variant.itemId, locationId, at);
  return {
    sku,
    platformId: gid("ProductVariant", variant.id),
    platformStockId: gid("InventoryItem", variant.itemId),
  };
}

function stockByLocation(shop: Shop, stock: ProductInput["stock"]): [string, number][] {
  if (stock === undefined) return [];
  if (typeof stock === "number") return [[locationNamed(shop, undefined), stock]];
  return Object.entries(stock).map(([name, quantity]) => [locationNamed(shop, name), quantity]);
}

function locationNamed(shop: Shop, name: string | undefined): string {
  const all = [...shop.locations.values()];
  const found = name === undefined ? all[0] : all.find((location) => location.name === name);
  if (found) return found.id;
  const names = all.map((location) => location.name).join(", ");
  throw new ControlError(400, `shop ${shop.handle} has no location ${name}; it has ${names}`);
}

function editStock(world: World, shop: Shop, edits: StockEdit[]): void {
  const levels = edits.map(({ sku, quantity, location }) => {
    const variant = shop.variantBySku.get(sku);
    if (!variant) throw new ControlError(400, `shop ${shop.handle} does not sell SKU ${sku}`);
    return { level: shop.level(variant.itemId, locationNamed(shop, location), nowMs()), quantity };
  });
  for (const { level, quantity } of levels) {
    level.available = quantity;
    level.updatedAt = nowMs();
  }
  world.onChange();
  announceLevels(
    world,
    shop,
    levels.map(({ level }) => level),
  );
}

function place(world: World, shop: Shop, input: OrderInput): PlacedOrder {
  const placedAt = input.placedAt === undefined ? null : Date.parse(input.placedAt);
  const country = known("CountryCode", input.country);
  const result = placeOrder(world, shop, { ...input, country, placedAt });
  if ("refused" in result) return { placed: false, refused: result.refused };
  return { placed: true, orderId: gid("Order", result.id), name: `#${result.number}`, soldAt: result.createdAt };
}

function cancel(world: World, shop: Shop, order: Order, { reason = "CUSTOMER", restock }: CancellationInput) {
  const how = { reason: known("OrderCancelReason", reason), restock, isPaidBack: true, staffNote: null };
  return cancelOrder(world, shop, order, how);
}

function refund(world: World, shop: Shop, order: Order, { sku, quantity, restockType, isOfReturn }: RefundInput) {
  const line = lineOf(shop, order, sku);
  const payment = { gateway: "bogus", cents: cents(soldAs(shop, line).price) * quantity };
  const wish = { units: [{ line, quantity, restockType }], payments: [payment], isOfReturn };
  const result = refundOrder(world, shop, order, wish);
  return typeof result === "string" ? result : null;
}

function fulfilAll(world: World, shop: Shop, order: Order): string | null {
  const groups = parcelsLeft(order);
  if (groups.length === 0) return `order #${order.number} has nothing left to send`;
  for (const parcels of groups) {
    fulfil(world, shop, order, parcels, { company: "PostNL", numbers: [`3S${order.id}`], urls: [] });
  }
  return null;
}

/** A value that Shopify's enum has; the API could not answer with any other. */
function known(enumName: string, value: string): string {
  const type = adminSchema.getType(enumName);
  if (isEnumType(type) && type.getValue(value)) return value;
  throw new ControlError(400, `${value} is no ${enumName} of Shopify`);
}

function orderOf(shop: Shop, orderId: string): Order {
  const order = shop.orders.get(numberOf("Order", orderId) ?? orderId);
  if (!order) throw new ControlError(404, `shop ${shop.handle} has no order ${orderId}`);
  return order;
}

function lineOf(shop: Shop, order: Order, sku: string | undefined): Line {
  const found = order.lines.find((line) => sku === undefined || soldAs(shop, line).sku === sku);
  if (!found) throw new ControlError(400, `order #${order.number} has no line of ${sku}`);
  return found;
}

function summary(shop: Shop, order: Order): OrderSummary {
  return {
    orderId: gid("Order", order.id),
    name: `#${order.number}`,
    isCancelled: order.cancelledAt !== null,
    lines: order.lines.map((line) => ({
      lineId: gid("LineItem", line.id),
      sku: soldAs(shop, line).sku ?? "",
      quantity: line.quantity,
      shipped: fulfilled(line),
      cancelled: cancelled(line),
    })),
  };
}
