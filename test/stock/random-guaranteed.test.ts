import { randomUUID } from "node:crypto";
import { applyBatch, audit, type Command } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Random } from "../../bin/simulate/random.ts";
import { openShop, readCatalogue, setRule } from "../bin/simulate/shop.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";
import { Clock, reroute, Seller } from "./random/sellers.ts";

let db: FreshDatabase;
beforeEach(async () => {
  db = await freshDatabase(8);
});
afterEach(() => db.drop());

const rounds = 25;
const runs = Number(process.env.RANDOM_RUNS ?? 4);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index);

/** A shop whose every listing is guaranteed, its platforms as they really are, and all that came in. */
async function openGuaranteed(seed: number) {
  const random = new Random(seed);
  const shop = await openShop(db.pool, random);
  await setRule(db.pool, { shareKind: "guaranteed", guardBelow: null });
  const { channels, listings } = await readCatalogue(db.pool, shop);
  const clock = new Clock(random);
  const sellers = new Map(channels.map((one) => [one.id, new Seller(db.pool, one, clock, random)]));
  await applyBatch(db.pool, [{ verb: "republish", productIds: shop.productIds }], clock.tick());
  return { random, shop, listings, clock, sellers, received: new Map<string, number>(), rerouted: 0 };
}

type Shop = Awaited<ReturnType<typeof openGuaranteed>>;

async function receive({ random, shop, clock, received }: Shop): Promise<void> {
  const [productId, locationId] = [random.pick(shop.plainIds), random.pick(shop.locationIds)];
  const quantity = random.between(1, 5);
  received.set(productId, (received.get(productId) ?? 0) + quantity);
  const told = { key: randomUUID(), actor: "test", reason: "delivery" };
  const command: Command = { verb: "receive", ...told, productId, locationId, quantity };
  await applyBatch(db.pool, [command], clock.tick());
}

/** One job of each channel, deliveries and re-routing, all at once; buyers come before, and while these wait. */
async function round(shop: Shop): Promise<void> {
  const { random, listings, sellers, clock } = shop;
  const buy = () => {
    const listing = random.pick(listings);
    sellers.get(listing.channelId)?.sell(listing, random.pick([1, 1, 2]));
  };
  for (let buyers = random.between(0, 4); buyers > 0; buyers--) buy();
  const jobs = [...sellers.values()].map(async (seller) => {
    const kind = random.pick(["push", "push", "settle", "look", "poll"] as const);
    await seller[kind]();
    buy();
  });
  const others = [...sellers.values()].map((seller) => seller.hear());
  if (random.chance(0.4)) others.push(receive(shop));
  const moved = random.chance(0.4) ? reroute(db.pool, shop.shop.locationIds, random, clock.tick()) : null;
  await Promise.all([...jobs, ...others]);
  if (await moved) shop.rerouted += 1;
}

/** What a platform shows, and has sold without the hub knowing, is never more than is noted; nor is that more than there is. */
async function compare({ listings, sellers }: Shop): Promise<void> {
  const { rows } = await db.pool.query<{ id: string; units: number; known: number }>(
    `select e.listing_id as id, greatest(0, e.units) as units,
       coalesce((select sum(ordered - cancelled) from order_line l where l.listing_id = e.listing_id), 0)::int as known
     from exposure e`,
  );
  expect(rows).toHaveLength(listings.length);
  for (const { id, units, known } of rows) {
    const listing = listings.find((one) => one.id === id);
    const platform = sellers.get(listing?.channelId ?? "")?.platform;
    if (!listing || !platform) throw new Error(`exposure of ${id} is of no listing`);
    const real = platform.live(listing.platformId) + platform.soldOf(listing.platformId) - known;
    expect(real, `${id} may sell ${real}, noted are ${units}`).toBeLessThanOrEqual(units);
  }
  const over = await db.pool.query("select * from stock_level where exposed > available or lapse is not null");
  expect(over.rows).toEqual([]);
}

test.each(seeds)(
  "seed %i: guaranteed, with all that goes on at once, nothing is sold twice and all units are where they were put",
  {
    timeout: 240_000,
  },
  async (seed) => {
    const shop = await openGuaranteed(seed);
    for (let count = 0; count < 4; count++) await receive(shop);
    for (let count = 0; count < rounds; count++) {
      await round(shop);
      await compare(shop);
    }
    for (const seller of shop.sellers.values()) await seller.poll();
    const short = await db.pool.query("select * from shortage where ended_at is null");
    expect(short.rows).toEqual([]);
    const held = await db.pool.query(
      "select product_id as id, sum(on_hand)::int as units from stock_level group by 1 having sum(on_hand) > 0",
    );
    expect(Object.fromEntries(held.rows.map(({ id, units }) => [id, units]))).toEqual(
      Object.fromEntries(shop.received),
    );
    expect(await audit(db.pool)).toEqual([]);
    // A run in which nobody bought anything would prove nothing.
    const sold = shop.listings.map(({ channelId, platformId }) =>
      shop.sellers.get(channelId)?.platform.soldOf(platformId),
    );
    expect(sold.reduce<number>((total, units) => total + (units ?? 0), 0)).toBeGreaterThan(5);
  },
);
