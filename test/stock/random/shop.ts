import { randomUUID } from "node:crypto";
import type pg from "pg";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";

/** The plain products in one unit of each product: what the recipes below say, opened by hand. */
export const contents: Record<string, Record<string, number>> = {
  mug: { mug: 1 },
  tea: { tea: 1 },
  box: { box: 1 },
  gift: { mug: 1, tea: 2 },
  hamper: { mug: 1, tea: 2, box: 1 },
};

export const productNames = Object.keys(contents);
export const placeNames = ["north", "south"] as const;
export const channelNames = ["shopify", "bol"] as const;

/** Where each channel's orders are sent from, first choice first. */
export const placesOf = { shopify: ["north", "south"], bol: ["south"] } as const;

/** Countries that a location ships to; empty means all. */
export const shipsTo: Record<PlaceName, string[]> = { north: ["NL", "BE", "DE"], south: [] };

/** In which country each location lies. */
export const countryOf: Record<PlaceName, string> = { north: "NL", south: "DE" };

/** Where orders and holds go: mostly to where both places ship, and often to where one of them lies. */
export const countries = ["NL", "DE", "DE", "BE", "FR", null];

/** How a channel chooses locations. */
export const strategies = ["priority", "fewest_parcels", "nearest", "most_stock"] as const;

export type Strategy = (typeof strategies)[number];

export type PlaceName = (typeof placeNames)[number];
export type ChannelName = (typeof channelNames)[number];

/** The listing that starts without a product; a scenario may link it to the box. */
export const lateListing = "late";

/** Ids of everything in the shop by its name, and names by id. */
export interface Shop {
  id(name: string): string;
  name(id: string): string;
  /** Ids of its products and of its channels, to tell its rows from those of other shops in the same database. */
  productIds: string[];
  channelIds: string[];
  /** A key that no other shop uses. */
  key(name: string): string;
}

/** Two locations, two channels that sell all products, a bundle inside a bundle, and rules. Every listing is published. */
export async function openShop(pool: pg.Pool, strategy: Strategy): Promise<Shop> {
  const ids = new Map<string, string>();
  const keep = (name: string, made: { id: string }) => ids.set(name, made.id);
  await makeProducts(pool, keep);
  const id = (name: string) => found(ids, name);
  const north = await makeLocation(pool, { priority: 1, shipsTo: shipsTo.north, country: countryOf.north });
  const south = await makeLocation(pool, {
    priority: 2,
    shipsTo: shipsTo.south,
    country: countryOf.south,
    safetyStock: 1,
  });
  keep("north", north);
  keep("south", south);
  keep("shopify", await makeChannel(pool, { platform: "shopify", countries: [], locations: [south, north], strategy }));
  keep("bol", await makeChannel(pool, { platform: "bol", countries: ["NL", "BE"], locations: [south], strategy }));
  for (const channel of channelNames) {
    for (const product of productNames) {
      const parts = { channel: { id: id(channel) }, product: { id: id(product) }, platformId: product };
      keep(`${product} on ${channel}`, await makeListing(pool, parts));
    }
    keep(`late on ${channel}`, await makeListing(pool, { channel: { id: id(channel) }, platformId: lateListing }));
  }
  await pool.query(
    `insert into rule (id, channel_id, product_id, safety_stock_units, share_kind, share_percent, cap)
     values ($1, $2, null, 1, 'percentage', 50, null), ($3, null, $4, null, null, null, 7)`,
    [randomUUID(), id("bol"), randomUUID(), id("mug")],
  );
  const names = new Map([...ids].map(([name, one]) => [one, name]));
  const name = (one: string) => found(names, one);
  return {
    id,
    name,
    productIds: productNames.map(id),
    channelIds: channelNames.map(id),
    key: (one) => `${id("mug")}, ${one}`,
  };
}

async function makeProducts(pool: pg.Pool, keep: (name: string, made: { id: string }) => void): Promise<void> {
  const [mug, tea, box] = [await makeProduct(pool), await makeProduct(pool), await makeProduct(pool)];
  const inGift = [
    { product: mug, quantity: 1 },
    { product: tea, quantity: 2 },
  ];
  const gift = await makeBundle(pool, inGift, { policy: "split" });
  const inHamper = [
    { product: gift, quantity: 1 },
    { product: box, quantity: 1 },
  ];
  const hamper = await makeBundle(pool, inHamper, { policy: "one_parcel" });
  for (const [name, made] of Object.entries({ mug, tea, box, gift, hamper })) keep(name, made);
}

function found(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the shop has no ${key}`);
  return value;
}
