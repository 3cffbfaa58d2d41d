import { setTimeout as sleep } from "node:timers/promises";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceOrder } from "./announce.ts";
import { openUnits } from "./orders.ts";
import type { AmazonOrder, Listing, Seller } from "./seller.ts";

export interface WantedAmazonOrder {
  lines: { sku: string; quantity: number }[];
  placedAt: number | null;
  allowOversell: boolean;
  fulfilledBy: "MERCHANT" | "AMAZON";
}

/** Buys. Takes all lines or none. Amazon subtracts the units at once, while the order is still pending. */
export function placeAmazonOrder(
  world: World,
  seller: Seller,
  wanted: WantedAmazonOrder,
): AmazonOrder | { refused: string } {
  const refused = refuse(seller, wanted);
  if (refused !== null) return { refused };
  const order = newOrder(world, seller, wanted);
  for (const { sku, quantity } of wanted.lines) {
    const listing = seller.listings.get(sku);
    if (listing) take(listing, wanted.fulfilledBy, quantity);
  }
  seller.orders.set(order.orderId, order);
  world.onChange();
  announceOrder(world, seller, order);
  if (order.isPending)
    void sleep(seller.settings.pendingMs, undefined, { ref: false }).then(() => authorise(world, seller, order));
  return order;
}

/** Payment came through, or was given up: either way the order is pending no more. */
function authorise(world: World, seller: Seller, order: AmazonOrder): void {
  if (!order.isPending) return;
  order.isPending = false;
  changed(world, seller, order);
}

/** Cancels all that is open. Whether the units come back to the listing depends on the reason. */
export function cancelAmazonOrder(
  world: World,
  seller: Seller,
  order: AmazonOrder,
  isRestocked: boolean,
): string | null {
  const open = order.items.filter((item) => openUnits(item) > 0);
  if (open.length === 0) return `order ${order.orderId} has nothing left to cancel`;
  for (const item of open) {
    const listing = seller.listings.get(item.sku);
    if (listing && isRestocked) take(listing, order.fulfilledBy, -openUnits(item));
    item.cancelled += openUnits(item);
  }
  order.isPending = false;
  changed(world, seller, order);
  return null;
}

/** Notes that an order changed now, and tells whoever listens. */
export function changed(world: World, seller: Seller, order: AmazonOrder): void {
  order.updatedAt = Math.max(nowMs(), order.updatedAt + 1);
  world.onChange();
  announceOrder(world, seller, order);
}

function refuse(seller: Seller, { lines, allowOversell, fulfilledBy }: WantedAmazonOrder): string | null {
  const asked = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    const listing = seller.listings.get(sku);
    if (!listing) return `seller ${seller.handle} has no SKU ${sku}`;
    const left = stockOf(listing, fulfilledBy);
    if (left === null) return `SKU ${sku} is not fulfilled by ${fulfilledBy}`;
    const total = (asked.get(sku) ?? 0) + quantity;
    asked.set(sku, total);
    if (!allowOversell && total > left) return `SKU ${sku}: ${left} left, ${total} wanted`;
  }
  return null;
}

function stockOf(listing: Listing, fulfilledBy: AmazonOrder["fulfilledBy"]): number | null {
  return fulfilledBy === "MERCHANT" ? listing.quantity : (listing.fba?.fulfillable ?? null);
}

/** Moves units out of a listing; what Amazon fulfils is promised first and leaves later. */
function take(listing: Listing, fulfilledBy: AmazonOrder["fulfilledBy"], quantity: number): void {
  listing.updatedAt = nowMs();
  if (fulfilledBy === "MERCHANT") listing.quantity = Math.max(0, (listing.quantity ?? 0) - quantity);
  else if (listing.fba) {
    listing.fba.fulfillable = Math.max(0, listing.fba.fulfillable - quantity);
    listing.fba.reservedForCustomers = Math.max(0, listing.fba.reservedForCustomers + quantity);
  }
}

function newOrder(world: World, seller: Seller, { lines, placedAt, fulfilledBy }: WantedAmazonOrder): AmazonOrder {
  const at = nowMs();
  world.ids.used += 1;
  const digits = String(8_868_176_2219830 + world.ids.used * 7_919)
    .padStart(14, "0")
    .slice(-14);
  const items = lines.map(({ sku, quantity }) => {
    world.ids.used += 1;
    return { orderItemId: String(25_012_345_678_902 + world.ids.used), sku, quantity, shipped: 0, cancelled: 0 };
  });
  return {
    orderId: `403-${digits.slice(0, 7)}-${digits.slice(7)}`,
    marketplaceId: seller.settings.marketplaceIds[0] ?? "",
    isPending: seller.settings.pendingMs > 0,
    ...{ fulfilledBy, items, packages: [], placedAt: placedAt ?? at, updatedAt: placedAt ?? at },
  };
}
