import { sellable } from "../amazon/availability.ts";
import { endFeeds } from "../amazon/feeds.ts";
import { openUnits } from "../amazon/orders.ts";
import { cancelAmazonOrder, changed, placeAmazonOrder } from "../amazon/place-order.ts";
import { type AmazonOrder, type FbaStock, type Listing, Seller } from "../amazon/seller.ts";
import { ship } from "../amazon/ship-order.ts";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { AmazonSellerInput, CancellationInput, OrderInput, ProductInput, StockEdit } from "./input.ts";
import type { OrderSummary, PlacedOrder, ProductIds, Stall } from "./stall.ts";
import { ControlError } from "./trouble.ts";

/** Makes a seller account, or changes the settings of one that exists; its listings and orders stay. */
export function putSeller(world: World, handle: string, settings: AmazonSellerInput): Seller {
  const empty = { listings: [], orders: [], destinations: [], subscriptions: [], tokens: [] };
  const seller = world.sellers.get(handle) ?? new Seller({ handle, settings, ...empty });
  seller.settings = settings;
  world.sellers.set(handle, seller);
  world.onChange();
  return seller;
}

/** The control API's hands on a seller account. */
export function amazonStall(world: World, seller: Seller): Stall {
  return {
    putProducts: (products) => {
      const stocks = products.map(({ sku, stock }) => oneStock(sku, stock));
      const ids = products.map((product, place) => putListing(world, seller, product, stocks[place]));
      world.onChange();
      return ids;
    },
    stock: () => Object.fromEntries([...seller.listings.values()].map((listing) => [listing.sku, sellable(listing)])),
    editStock: (edits) => editStock(world, seller, edits),
    placeOrder: (order) => place(world, seller, order),
    orders: () => [...seller.orders.values()].map(summary),
    cancel: (orderId, how) => cancel(world, seller, orderOf(seller, orderId), how),
    fulfil: (orderId) => fulfil(world, seller, orderOf(seller, orderId)),
    expireTokens: () => {
      for (const token of seller.tokens) token.expiresAt = nowMs();
      world.onChange();
    },
    endFeeds: ({ as }) => endFeeds(seller, as),
    shelf: () =>
      [...seller.listings.values()].map(({ sku, velocity, quantity }) => ({ sku, velocity, left: quantity ?? 0 })),
  };
}

function putListing(world: World, seller: Seller, product: ProductInput, stock: number | undefined): ProductIds {
  const { sku, barcode, title, price, velocity } = product;
  const found = seller.listings.get(sku);
  if (!found) world.ids.used += 1;
  const at = nowMs();
  const listing: Listing = found ?? {
    ...{ sku, barcode, title, price, velocity },
    asin: `B0${world.ids.used.toString(36).toUpperCase().padStart(8, "0")}`,
    ...{ quantity: 0, submitted: null, leadTimeDays: 3, fba: null, createdAt: at, updatedAt: at },
  };
  Object.assign(listing, { barcode, title, price, velocity, updatedAt: at });
  if (product.fba !== undefined) {
    listing.fba = fbaStock(product.fba);
    listing.quantity = stock ?? null;
  } else if (stock !== undefined) listing.quantity = stock;
  seller.listings.set(sku, listing);
  return { sku, platformId: sku, platformStockId: null };
}

function fbaStock(given: NonNullable<ProductInput["fba"]>): FbaStock {
  const { fulfillable = 0, reservedForCustomers = 0, reservedForTransfer = 0, reservedForProcessing = 0 } = given;
  const { inboundWorking = 0, inboundShipped = 0, inboundReceiving = 0, unfulfillable = 0 } = given;
  const reserved = { reservedForCustomers, reservedForTransfer, reservedForProcessing };
  return { fulfillable, ...reserved, inboundWorking, inboundShipped, inboundReceiving, unfulfillable };
}

function oneStock(sku: string, stock: ProductInput["stock"]): number | undefined {
  if (typeof stock !== "object") return stock;
  throw new ControlError(400, `SKU ${sku}: a listing on Amazon has one stock, not one per location`);
}

function editStock(world: World, seller: Seller, edits: StockEdit[]): void {
  const listings = edits.map(({ sku, quantity }) => {
    const listing = seller.listings.get(sku);
    if (!listing) throw new ControlError(400, `seller ${seller.handle} has no SKU ${sku}`);
    return { listing, quantity };
  });
  for (const { listing, quantity } of listings) Object.assign(listing, { quantity, updatedAt: nowMs() });
  world.onChange();
}

function place(world: World, seller: Seller, input: OrderInput): PlacedOrder {
  const { lines, allowOversell } = input;
  const placedAt = input.placedAt === undefined ? null : Date.parse(input.placedAt);
  const fulfilledBy = input.fulfilmentMethod === "FBB" ? "AMAZON" : "MERCHANT";
  const result = placeAmazonOrder(world, seller, { lines, allowOversell, placedAt, fulfilledBy });
  if ("refused" in result) return { placed: false, refused: result.refused };
  return { placed: true, orderId: result.orderId, name: result.orderId, soldAt: result.updatedAt };
}

/** Amazon gives the units back when the buyer cancelled, and not when the seller had none. */
function cancel(world: World, seller: Seller, order: AmazonOrder, how: CancellationInput): string | null {
  return cancelAmazonOrder(world, seller, order, how.restock && how.reason !== "NoInventory");
}

function fulfil(world: World, seller: Seller, order: AmazonOrder): string | null {
  const open = order.items.filter((item) => openUnits(item) > 0);
  if (open.length === 0) return `order ${order.orderId} has nothing left to ship`;
  if (order.isPending) order.isPending = false;
  const items = open.map((item) => ({ orderItemId: item.orderItemId, quantity: openUnits(item) }));
  const parcel = { packageReferenceId: String(order.packages.length + 1), carrier: "PostNL", trackingNumber: "3SHAND" };
  if (order.fulfilledBy === "MERCHANT") return ship(world, seller, order, { ...parcel, items });
  for (const item of open) {
    item.shipped += openUnits(item);
    const fba = seller.listings.get(item.sku)?.fba;
    if (fba) fba.reservedForCustomers = Math.max(0, fba.reservedForCustomers - item.shipped);
  }
  changed(world, seller, order);
  return null;
}

function orderOf(seller: Seller, orderId: string): AmazonOrder {
  const order = seller.orders.get(orderId);
  if (!order) throw new ControlError(404, `seller ${seller.handle} has no order ${orderId}`);
  return order;
}

function summary({ orderId, items }: AmazonOrder): OrderSummary {
  return {
    ...{ orderId, name: orderId },
    isCancelled: items.every(({ cancelled, quantity }) => cancelled === quantity),
    lines: items.map(({ orderItemId, sku, quantity, shipped, cancelled }) => {
      return { lineId: orderItemId, sku, quantity, shipped, cancelled };
    }),
  };
}
