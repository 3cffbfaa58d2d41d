import type { Channel, Location, Product, SoldListing } from "@stockpool/stock/rules";
import type { Catalogue } from "./hub.ts";
import type { Random } from "./random.ts";
import { anyRules, type Mode, type RuleChange } from "./rules.ts";

/** One world before anything happens. */
export interface Setting {
  catalogue: Catalogue;
  /** Units on hand at first. */
  stock: { productId: string; locationId: string; units: number }[];
  /** Rules that come into force later. */
  changes: RuleChange[];
  /** How long orders may be missing from a poll. */
  lagMs: number;
  /** The chance that a call fails, a message is lost, a process dies. */
  trouble: number;
  /** Milliseconds during which buyers come. */
  openMs: number;
  /** Buyers that look at one listing, per hour. */
  buyersPerHour: number;
}

const platforms: Pick<Channel, "platform" | "writeKind">[] = [
  { platform: "shopify", writeKind: "compare_and_set" },
  { platform: "bol", writeKind: "net_of_open_orders" },
  { platform: "amazon", writeKind: "absolute" },
];

/** Any small hub: up to three products, bundles of them, three places, four channels of every kind. */
export function anySetting(random: Random, mode: Mode): Setting {
  const locations = anyLocations(random);
  const products = anyProducts(random);
  const channels = anyChannels(random, locations);
  const listings = anyListings(random, products, channels);
  const openMs = random.pick([10, 30, 90]) * 60_000;
  const { rules, changes } = anyRules(random, mode, { channels, products, openMs });
  return {
    catalogue: { locations, products, channels, listings, rules },
    changes,
    openMs,
    stock: products
      .filter((product) => !product.recipe)
      .flatMap((product) =>
        locations.map((location) => ({ productId: product.id, locationId: location.id, units: random.between(0, 8) })),
      ),
    lagMs: random.pick([0, 1_000, 5_000]),
    trouble: random.pick([0, 0.05, 0.2]),
    buyersPerHour: random.pick([6, 20, 90]),
  };
}

function anyLocations(random: Random): Location[] {
  return ["north", "south", "shop"].slice(0, random.between(1, 3)).map((id, index) => ({
    ...{ id, code: id, kind: "warehouse", country: random.pick(["NL", "DE"]), shipsTo: [], isActive: true },
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
    ...{ id: `channel${index}`, countries: [], ...(platforms[index] ?? random.pick(platforms)) },
    strategy: random.pick(["priority", "fewest_parcels", "nearest", "most_stock"] as const),
    locationIds: random.some(locations).map((location) => location.id),
  }));
}

function anyListings(random: Random, products: Product[], channels: Channel[]): SoldListing[] {
  return channels.flatMap((channel) =>
    products
      .filter(() => random.chance(0.85))
      .map((product) => {
        const id = `${product.id}@${channel.id}`;
        return { id, channelId: channel.id, productId: product.id, platformId: id };
      }),
  );
}
