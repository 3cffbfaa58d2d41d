import { applyBatch, askAdoption, askLiveReading, readLivePreview, sumOpening, switchChannel } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeBundle, makeProduct } from "../make/product.ts";
import { orderOf } from "../stock/world.ts";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

/** A product on the shop, with a linked listing, that the hub has no stock of. */
async function makeOffered(number: number, stock: number) {
  const { pool } = world.database;
  const sku = `offered-${number}`;
  const [ids] = await world.sandbox.control.putProducts("shopify", world.shopify.shop, [
    { sku, title: sku, barcode: ean(500_000 + number), stock },
  ]);
  const product = await makeProduct(pool, { sku });
  const { platformId = "", platformStockId } = ids ?? {};
  const stockId = platformStockId ? { platformStockId } : {};
  const listing = await makeListing(pool, { channel: world.shopify.channel, product, platformId, ...stockId });
  return { product, listing, sku };
}

async function readLive() {
  const asked = await askLiveReading(
    world.database.pool,
    { channelId: world.shopify.channel.id, actor: "Anna" },
    new Date(),
  );
  if (asked.kind === "refused") throw new Error(asked.refusal.message);
  const { readingId } = asked;
  await until("the reading has ended", async () => {
    const { rows } = await world.database.pool.query(
      "select from live_reading where id = $1 and (finished_at is not null or failed_at is not null)",
      [readingId],
    );
    return rows.length === 1;
  });
  return readingId;
}

async function adopt(readingId: string, locationId = world.location.id) {
  const asked = await askAdoption(world.database.pool, { readingId, locationId, actor: "Anna" }, new Date());
  if (asked.kind === "refused") return asked.refusal.code;
  await until("it is adopted", async () => {
    const { rows } = await world.database.pool.query(
      "select from live_reading where id = $1 and adopted_at is not null",
      [readingId],
    );
    return rows.length === 1;
  });
  return "adopted";
}

async function onHand({ id }: { id: string }) {
  const { rows } = await world.database.pool.query<{ on_hand: number; reserved: number }>(
    "select on_hand, reserved from stock_level where product_id = $1",
    [id],
  );
  return rows;
}

test("what the shop shows becomes opening stock, with the orders that it took off already, and only of what has none", async () => {
  const { pool } = world.database;
  const [plain, sold] = [await makeOffered(1, 8), await makeOffered(2, 5)];
  const twice = await makeOffered(3, 4);
  const other = await makeOffered(4, 6);
  await pool.query("update listing set product_id = $2 where id = $1", [other.listing.id, twice.product.id]);
  const inBundle = await makeOffered(5, 3);
  const bundle = await makeBundle(pool, [{ product: plain.product, quantity: 2 }]);
  await pool.query("update listing set product_id = $2 where id = $1", [inBundle.listing.id, bundle.id]);
  // The shop has taken these 2 off already: it shows 5 of 7.
  await applyBatch(
    pool,
    [orderOf(world.shopify.channel, [{ platformId: sold.listing.platformId, ordered: 2 }])],
    new Date(),
  );
  await world.work();
  const readingId = await readLive();
  const sums = await sumOpening(pool, readingId);
  expect(sums).toMatchObject({
    ...{ products: 2, units: 15 },
    refused: { listings_differ: 1, product_is_bundle: 1, has_stock_already: 1 },
  });
  expect(await onHand(plain.product)).toEqual([]);
  expect(await adopt(readingId)).toBe("adopted");
  expect(await adopt(readingId)).toBe("adopted");
  expect(await onHand(plain.product)).toEqual([{ on_hand: 8, reserved: 0 }]);
  expect(await onHand(sold.product)).toEqual([{ on_hand: 7, reserved: 2 }]);
  expect(await onHand(twice.product)).toEqual([]);
  const { rows } = await pool.query("select verb, actor, reason, note from operation where key = $1", [
    `opening:${sold.product.id}`,
  ]);
  expect(rows).toMatchObject([{ verb: "adjust", actor: "Anna", reason: "opening stock" }]);
  expect(rows[0].note).toContain("showed 5, and 2 of its known orders were open");
  expect(await adopt(readingId, (await makeLocation(pool)).id)).toBe("changed_since");
});

test("an order that came in after the reading began is counted once: it takes from what was adopted", async () => {
  const { pool } = world.database;
  const offered = await makeOffered(1, 8);
  await world.work();
  const readingId = await readLive();
  await applyBatch(
    pool,
    [orderOf(world.shopify.channel, [{ platformId: offered.listing.platformId, ordered: 3 }])],
    new Date(),
  );
  await adopt(readingId);
  expect(await onHand(offered.product)).toEqual([{ on_hand: 8, reserved: 3 }]);
});

test("a reading that fails half-way is never used, and the next one is", async () => {
  const { pool } = world.database;
  for (let number = 1; number <= 3; number++) await makeOffered(number, 2);
  const fault = { on: "request", platform: "shopify", action: "server_error" } as const;
  await world.sandbox.control.plantFault({ ...fault, times: 50 });
  await world.work();
  const broken = await readLive();
  const { rows } = await pool.query("select finished_at, error from live_reading where id = $1", [broken]);
  expect(rows).toEqual([{ finished_at: null, error: expect.stringContaining("Error") }]);
  expect(await adopt(broken)).toBe("reading_not_complete");
  expect(await readLivePreview(pool, world.shopify.channel.id)).toMatchObject({ readAt: null });
});

test("a quantity that no shop has opens nothing, and holds up no other product", async () => {
  const { pool } = world.database;
  const offered = [await makeOffered(1, 8), await makeOffered(2, 5)];
  await pool.query("update listing set vanished_at = now() where id = $1", [world.shopify.listing.id]);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "shopify", operation: "nodes", action: "garble", how: "endless", once: true },
  });
  await world.work();
  const readingId = await readLive();
  // They are read by id, and the first one is struck.
  const [struck, sound] = offered.toSorted((one, other) => (one.listing.id < other.listing.id ? -1 : 1));
  const units = sound === offered[0] ? 8 : 5;
  expect(await sumOpening(pool, readingId)).toMatchObject({ products: 1, units, refused: { reading_not_complete: 1 } });
  await adopt(readingId);
  expect(await onHand(struck?.product ?? { id: "" })).toEqual([]);
  expect(await onHand(sound?.product ?? { id: "" })).toEqual([{ on_hand: units, reserved: 0 }]);
});

test("switching on says what it would do, and asks once more before it empties the shop", async () => {
  const { pool } = world.database;
  const { channel } = world.shopify;
  await pool.query("update channel set live_since = null where id = $1", [channel.id]);
  const [empty] = [await makeOffered(1, 8), await makeOffered(2, 0)];
  await applyBatch(pool, [{ verb: "republish", productIds: [empty.product.id] }], new Date());
  await world.receive(5);
  await world.work();
  await readLive();
  expect(await readLivePreview(pool, channel.id)).toMatchObject({
    ...{ listings: 2, raised: 1, lowered: 0, zeroed: 1, same: 0, unknown: 0, zeroPercentMax: 20 },
  });
  const on = (mayZero: boolean) => switchChannel(pool, channel.id, { isLive: true, mayZero }, new Date());
  expect(await on(false)).toMatchObject({ kind: "refused", refusal: { code: "too_many_zeroed" } });
  expect(await world.sandbox.control.stock("shopify", world.shopify.shop)).toMatchObject({ "offered-1": 8 });
  expect(await on(true)).toMatchObject({ kind: "switched" });
  await until("the shop shows what the hub says", async () => {
    const shown = await world.sandbox.control.stock("shopify", world.shopify.shop);
    return shown["offered-1"] === 0 && shown[world.sku] === 15;
  });
});
