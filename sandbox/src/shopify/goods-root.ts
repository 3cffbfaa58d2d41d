import { GraphQLError } from "graphql";
import { numberOf } from "../ids.ts";
import { bulkView } from "./bulk.ts";
import { type ConnectionArguments, compareKeys, connection } from "./connection.ts";
import { levelOf } from "./level-id.ts";
import { orderView } from "./order-views.ts";
import { requireScope } from "./require-scope.ts";
import type { Location, Shop, Variant } from "./shop.ts";
import { transferView } from "./transfer-views.ts";
import { itemView, levelView, locationView, productOf, variantView } from "./views.ts";

/** What is asked of a shop's goods and places. */
export function aboutGoods(shop: Shop) {
  return {
    ...aboutPlaces(shop),
    ...aboutStock(shop),
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
    productVariant: ({ id }: { id: string }) => {
      requireScope(shop, "read_products", "productVariant");
      const variant = shop.variants.get(numberOf("ProductVariant", id) ?? "");
      return variant ? variantView(shop, variant) : null;
    },
    product: ({ id }: { id: string }) => {
      requireScope(shop, "read_products", "product");
      return productOf(shop, numberOf("Product", id) ?? "");
    },
    bulkOperation: ({ id }: { id: string }) => {
      const run = shop.bulkRuns.get(numberOf("BulkOperation", id) ?? "");
      return run ? bulkView(shop, run) : null;
    },
    job: ({ id }: { id: string }) => shop.jobs.get(id) ?? null,
    node: ({ id }: { id: string }) => nodeOf(shop, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(shop, id)),
  };
}

function aboutPlaces(shop: Shop) {
  return {
    locations: ({ includeInactive, includeLegacy, ...args }: LocationsArguments) => {
      requireScope(shop, "read_locations", "locations");
      const isWanted = ({ isActive, isFulfillmentService }: Location) =>
        (isActive || includeInactive) && (!isFulfillmentService || includeLegacy);
      return locationsPage(shop, args, isWanted);
    },
    locationsAvailableForDeliveryProfilesConnection: (args: ConnectionArguments) => {
      requireScope(shop, "read_locations", "locationsAvailableForDeliveryProfilesConnection");
      return locationsPage(shop, args, ({ isActive, isFulfillmentService }) => isActive && !isFulfillmentService);
    },
    location: ({ id }: { id?: string | null }) => {
      requireScope(shop, "read_locations", "location");
      const [primary] = shop.locations.values();
      const found = id ? shop.locations.get(numberOf("Location", id) ?? "") : primary;
      return found ? locationView(shop, found) : null;
    },
  };
}

function aboutStock(shop: Shop) {
  return {
    inventoryItem: ({ id }: { id: string }) => {
      requireScope(shop, "read_inventory", "inventoryItem");
      const variant = shop.variantByItem.get(numberOf("InventoryItem", id) ?? "");
      return variant ? itemView(shop, variant) : null;
    },
    inventoryItems: (args: ConnectionArguments & { query?: string | null }) => {
      requireScope(shop, "read_inventory", "inventoryItems");
      const rows = [...shop.variants.values()].filter(variantFilter(args.query ?? ""));
      return connection(
        rows,
        args,
        ({ itemId }) => [itemId],
        (row) => itemView(shop, row),
      );
    },
    inventoryLevel: ({ id }: { id: string }) => {
      requireScope(shop, "read_inventory", "inventoryLevel");
      const level = levelOf(shop, id);
      return level ? levelView(shop, level) : null;
    },
    inventoryTransfer: ({ id }: { id: string }) => {
      const transfer = shop.transfers.get(numberOf("InventoryTransfer", id) ?? "");
      return transfer ? transferView(shop, transfer) : null;
    },
  };
}

interface LocationsArguments extends ConnectionArguments {
  sortKey: string;
  includeInactive: boolean;
  includeLegacy: boolean;
}

/** Places by their names, unless they are asked for by their ids. */
function locationsPage(
  shop: Shop,
  { sortKey = "NAME", ...args }: ConnectionArguments & { sortKey?: string },
  isWanted: (location: Location) => boolean,
) {
  const keyOf = ({ id, name }: Location) => (sortKey === "NAME" ? [name, id] : [id]);
  const rows = [...shop.locations.values()].filter(isWanted);
  rows.sort((left, right) => compareKeys(keyOf(left), keyOf(right)));
  return connection(rows, args, keyOf, (row) => locationView(shop, row));
}

function variantFilter(query: string): (variant: Variant) => boolean {
  const match = /^(?:(sku|barcode|id):(?:'([^']*)'|"([^"]*)"|(\S+)))?$/.exec(query.trim());
  if (!match) throw new GraphQLError(`the sandbox does not know this variant search: ${query}`);
  const [, field, ...values] = match;
  const value = values.find((found) => found !== undefined);
  if (field === undefined) return () => true;
  return ({ sku, barcode, itemId }) => ({ sku, barcode, id: itemId })[field] === value;
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
      return productOf(shop, id);
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
