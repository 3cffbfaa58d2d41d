import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Catalogue, MemoryHub } from "../../../bin/simulate/hub.ts";
import type { Random } from "../../../bin/simulate/random.ts";
import { lockState } from "../../../stock/src/lock-state.ts";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";

/** A shop in the database. */
export interface Shop {
  plainIds: string[];
  productIds: string[];
  locationIds: string[];
  channelIds: string[];
}

/** Two places, a channel of each kind of write, two products and a bundle of them, all listed everywhere. */
export async function openShop(pool: pg.Pool, random: Random): Promise<Shop> {
  const locations = [await makeLocation(pool, { priority: 1 }), await makeLocation(pool, { priority: 2 })];
  const [mug, tea] = [await makeProduct(pool), await makeProduct(pool)];
  const parts = [
    { product: mug, quantity: 1 },
    { product: tea, quantity: 2 },
  ];
  const gift = await makeBundle(pool, parts, { policy: random.pick(["split", "one_parcel"] as const) });
  const strategy = random.pick(["priority", "fewest_parcels", "nearest", "most_stock"] as const);
  const channelIds: string[] = [];
  for (const platform of ["shopify", "bol", "amazon"] as const) {
    const channel = await makeChannel(pool, { platform, strategy, locations: random.some(locations) });
    channelIds.push(channel.id);
    for (const product of [mug, tea, gift]) await makeListing(pool, { channel, product });
  }
  const locationIds = locations.map((one) => one.id);
  return { plainIds: [mug.id, tea.id], productIds: [mug.id, tea.id, gift.id], locationIds, channelIds };
}

/** The hub's rule; it is the only one. */
export async function setRule(pool: pg.Pool, { shareKind, guardBelow }: Pick<Rule, "shareKind" | "guardBelow">) {
  await pool.query("delete from rule");
  await pool.query(
    "insert into rule (id, channel_id, product_id, share_kind, guard_below) values ($1, null, null, $2::share_kind, $3)",
    [randomUUID(), shareKind, guardBelow],
  );
}

type Rule = Catalogue["rules"][number];

/** What the database knows of the shop before anything happens. */
export async function readCatalogue(pool: pg.Pool, { productIds }: Shop): Promise<Catalogue> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const state = await lockState(client, [{ verb: "republish", productIds }], new Date());
    await client.query("commit");
    const { rows } = await client.query<{ id: string; platformId: string }>(
      `select id, platform_id as "platformId" from listing`,
    );
    const platformIdOf = new Map(rows.map(({ id, platformId }) => [id, platformId]));
    const { products, locations, channels, listings, rules } = state;
    return {
      products: [...products.values()],
      locations: [...locations.values()],
      channels: [...channels.values()],
      listings: [...listings.values()].flat().map((one) => ({ ...one, platformId: platformIdOf.get(one.id) ?? "" })),
      rules,
    };
  } finally {
    client.release();
  }
}

/** The same shop in memory. */
export async function twinOf(pool: pg.Pool, shop: Shop): Promise<MemoryHub> {
  return new MemoryHub(await readCatalogue(pool, shop), null);
}
