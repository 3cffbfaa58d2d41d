import type { Channel, Listing, Location, Product, Rule } from "@stockpool/stock/rules";
import type { Catalogue } from "./hub.ts";
import type { Random } from "./random.ts";

/** How the stock is shared: for each listing its own part, all of it, or all less a buffer. */
export type Mode = "guaranteed" | "shared" | "buffered";

/** One world before anything happens. */
export interface Setting {
  catalogue: Catalogue;
  /** Units on hand at first. */
  stock: { productId: string; locationId: string; units: number }[];
  /** How long orders may be missing from a poll. */
  lagMs: number;
  /** The chance that a call fails, a message is lost, a process dies. */
  trouble: number;
  /** Milliseconds during which buyers come. */
  openMs: number;
  /** Buyers that look at one listing, per hour. */
  buyersPerHour: number;
}

const writeKinds: Channel["writeKind"][] = ["compare_and_set", "net_of_open_orders", "absolute"];

/** Any small hub: up to three products, bundles of them, three places, four channels of every kind. */
export function anySetting(random: Random, mode: Mode): Setting {
  const locations = anyLocations(random);
  const products = anyProducts(random);
  const channels = anyChannels(random, locations);
  const listings = anyListings(random, products, channels);
  return {
    catalogue: { locations, products, channels, listings, rules: rulesOf(random, mode, channels, products) },
    stock: products
      .filter((product) => !product.recipe)
      .flatMap((product) =>
        locations.map((location) => ({ productId: product.id, locationId: location.id, units: random.between(0, 8) })),
      ),
    lagMs: random.pick([0, 1_000, 5_000]),
    trouble: random.pick([0, 0.05, 0.2]),
    openMs: random.pick([10, 30, 90]) * 60_000,
    buyersPerHour: random.pick([6, 20, 90]),
  };
}

function anyLocations(random: Random): Location[] {
  return ["north", "south", "shop"].slice(0, random.between(1, 3)).map((id, index) => ({
    ...{ id, code: id, kind: "warehouse", country: "NL", shipsTo: [], isActive: true },
    ...{ priority: index, safetyStock: 0 },
  }));
}

function anyProducts(random: Random): Product[] {
  const plain = ["mug", "tea", "box"].slice(0, random.between(1, 3));
  const products: Product[] = plain.map((id) => ({ id, sku: id, recipe: null, restrictions: [] }));
  if (random.chance(0.4)) products.push(bundle(random, "gift", plain));
  if (random.chance(0.2) && products.some((one) => one.id === "gift"))
    products.push(bundle(random, "hamper", [...plain, "gift"]));
  return products;
}

function bundle(random: Random, id: string, inside: string[]): Product {
  const components = random.some(inside).map((productId) => ({ productId, quantity: random.between(1, 2) }));
  const policy = random.pick(["split", "one_parcel"] as const);
  return { id, sku: id, restrictions: [], recipe: { id: `recipe of ${id}`, policy, components } };
}

function anyChannels(random: Random, locations: Location[]): Channel[] {
  return Array.from({ length: random.between(2, 4) }, (_, index) => ({
    ...{ id: `channel${index}`, platform: "portal", countries: [] },
    strategy: random.pick(["priority", "most_stock"] as const),
    writeKind: writeKinds[index] ?? random.pick(writeKinds),
    locationIds: random.some(locations).map((location) => location.id),
  }));
}

function anyListings(random: Random, products: Product[], channels: Channel[]): Listing[] {
  return channels.flatMap((channel) =>
    products
      .filter(() => random.chance(0.85))
      .map((product) => {
        const id = `${product.id}@${channel.id}`;
        return { id, channelId: channel.id, productId: product.id, platformId: id };
      }),
  );
}

function rulesOf(random: Random, mode: Mode, channels: Channel[], products: Product[]): Rule[] {
  if (mode === "shared") return [];
  if (mode === "buffered") return [{ ...emptyRule, id: "hub", safetyStockUnits: 1 }];
  const rules: Rule[] = [{ ...emptyRule, id: "hub", shareKind: "guaranteed" }];
  if (random.chance(0.3)) {
    const channel = random.pick(channels);
    rules.push({ ...emptyRule, id: "weight", channelId: channel.id, sharePercent: random.pick([0, 10, 60]) });
  }
  if (random.chance(0.1)) rules.push({ ...emptyRule, id: "cap", productId: random.pick(products).id, cap: 3 });
  return rules;
}

const emptyRule: Rule = {
  ...{ id: "", channelId: null, productId: null, safetyStockUnits: null, safetyStockPercent: null },
  ...{ shareKind: null, sharePercent: null, shareUnits: null, stopSellingAt: null, alwaysShowAtLeast: null, cap: null },
  ...{ incomingDays: null, guardBelow: null, percentBy: null, velocityLeast: null, velocityMost: null },
  isVelocityFrozen: null,
};
