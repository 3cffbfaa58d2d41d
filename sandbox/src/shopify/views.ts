import { toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import { levelId } from "./level-id.ts";
import type { Level, Location, Shop, Subscription, Variant } from "./shop.ts";

/** A location as the Admin API shows it. */
export function locationView(shop: Shop, location: Location) {
  return {
    __typename: "Location",
    id: gid("Location", location.id),
    legacyResourceId: location.id,
    name: location.name,
    isActive: location.isActive,
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
    shipsInventory: location.fulfillsOnlineOrders,
    isFulfillmentService: location.isFulfillmentService,
    fulfillmentService: null,
    address: { countryCode: location.country },
    inventoryLevel: ({ inventoryItemId }: { inventoryItemId: string }) => {
      const itemId = inventoryItemId.split("/").at(-1) ?? "";
      const level = shop.stocked(itemId, location.id);
      return level ? levelView(shop, level) : null;
    },
    inventoryLevels: (args: ConnectionArguments) => {
      const levels = [...shop.variants.values()]
        .map(({ itemId }) => shop.stocked(itemId, location.id))
        .filter((level) => level !== undefined);
      return connection(
        levels,
        args,
        ({ itemId }) => [itemId],
        (level) => levelView(shop, level),
      );
    },
  };
}

/** A variant as the Admin API shows it. */
export function variantView(shop: Shop, variant: Variant) {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    sku: variant.sku,
    barcode: variant.barcode,
    title: "Default Title",
    displayName: `${variant.title} - Default Title`,
    createdAt: toSeconds(variant.createdAt),
    updatedAt: toSeconds(variant.updatedAt),
    inventoryPolicy: "DENY",
    inventoryQuantity: () => shop.sellable(variant.itemId),
    requiresComponents: variant.requiresComponents,
    product: () => productView(shop, variant),
    inventoryItem: () => itemView(shop, variant),
  };
}

/** A product as the Admin API shows it; each has one variant here. */
export function productView(shop: Shop, variant: Variant) {
  const { productId, title, tracked } = variant;
  return {
    ...{ __typename: "Product", id: gid("Product", productId), title, status: "ACTIVE", tracksInventory: tracked },
    variants: (args: ConnectionArguments) =>
      connection(
        [variant],
        args,
        ({ id }) => [id],
        (row) => variantView(shop, row),
      ),
  };
}

/** The product with this number; null when the shop has none. */
export function productOf(shop: Shop, productId: string) {
  const variant = [...shop.variants.values()].find((row) => row.productId === productId);
  return variant ? productView(shop, variant) : null;
}

/** An inventory item as the Admin API shows it. */
export function itemView(shop: Shop, variant: Variant) {
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.itemId),
    legacyResourceId: variant.itemId,
    sku: variant.sku,
    tracked: variant.tracked,
    requiresShipping: true,
    duplicateSkuCount: 0,
    variant: () => variantView(shop, variant),
    updatedAt: toSeconds(variant.updatedAt),
    inventoryLevel: ({ locationId, includeInactive }: { locationId: string } & OfInactive) => {
      const level = shop.findLevel(variant.itemId, locationId.split("/").at(-1) ?? "");
      return level && (level.isActive || includeInactive) ? levelView(shop, level) : null;
    },
    inventoryLevels: ({ includeInactive, ...args }: ConnectionArguments & OfInactive) => {
      const levels = [...shop.locations.keys()]
        .map((locationId) => shop.findLevel(variant.itemId, locationId))
        .filter((level) => level !== undefined)
        .filter(({ isActive }) => isActive || includeInactive);
      return connection(
        levels,
        args,
        ({ locationId }) => [locationId],
        (level) => levelView(shop, level),
      );
    },
  };
}

/** Where an item is not stocked any more is shown only to those who ask. */
interface OfInactive {
  includeInactive?: boolean | null;
}

/** A level as the Admin API shows it. */
export function levelView(shop: Shop, level: Level) {
  return {
    __typename: "InventoryLevel",
    id: levelId(level),
    isActive: level.isActive,
    updatedAt: toSeconds(level.updatedAt),
    quantities: ({ names }: { names: string[] }) => names.map((name) => quantityView(level, name)),
    item: () => {
      const variant = shop.variantByItem.get(level.itemId);
      return variant ? itemView(shop, variant) : null;
    },
    location: () => {
      const location = shop.locations.get(level.locationId);
      return location ? locationView(shop, location) : null;
    },
  };
}

function quantityView(level: Level, name: string) {
  return { name, quantity: quantityNamed(level, name), updatedAt: changedAt(level, name) };
}

/** Real shops leave it null for the sum that on hand is, and for a state that never changed. */
function changedAt(level: Level, name: string): string | null {
  if (name === "available" || name === "committed") return toSeconds(level.updatedAt);
  const beside = level.beside[name];
  return beside ? toSeconds(beside.at) : null;
}

/** States beside available and committed that a level's units may be in; incoming ones are not there yet. */
export const statesBeside = ["damaged", "incoming", "quality_control", "reserved", "safety_stock"];

/** Adds units to available or to a state beside it. */
export function addTo(level: Level, name: string, delta: number, at: number): void {
  if (name !== "available") {
    level.beside[name] = { units: (level.beside[name]?.units ?? 0) + delta, at };
    return;
  }
  level.available += delta;
  level.updatedAt = at;
}

/** On hand is everything that lies there. */
export function quantityNamed(level: Level, name: string): number {
  switch (name) {
    case "available":
      return level.available;
    case "committed":
      return level.committed;
    case "on_hand":
      return level.available + level.committed + heldBack(level);
    default:
      return level.beside[name]?.units ?? 0;
  }
}

/** The same at a place where the item may not be stocked: 0 then. */
export function quantityAt(shop: Shop, itemId: string, locationId: string, name: string): number {
  const level = shop.findLevel(itemId, locationId);
  return level ? quantityNamed(level, name) : 0;
}

function heldBack(level: Level): number {
  const there = statesBeside.filter((name) => name !== "incoming");
  return there.reduce((sum, name) => sum + (level.beside[name]?.units ?? 0), 0);
}

/** A webhook subscription as the Admin API shows it. */
export function subscriptionView(subscription: Subscription) {
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", subscription.id),
    topic: subscription.topic,
    uri: subscription.uri,
    callbackUrl: subscription.uri,
    format: subscription.format,
    filter: subscription.filter,
    includeFields: subscription.includeFields,
    metafieldNamespaces: subscription.metafieldNamespaces,
    endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: subscription.uri },
    name: subscription.name,
    createdAt: toSeconds(subscription.createdAt),
    updatedAt: toSeconds(subscription.updatedAt),
    apiVersion: { handle: "2026-10", displayName: "2026-10 (Latest)", supported: true },
  };
}
