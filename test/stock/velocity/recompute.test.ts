import { recomputeVelocity, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle } from "../../make/product.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, type World } from "../world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.drop());

const at = new Date();
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(at.getTime() - days * dayMs);
const byTest = { actor: "test", reason: "test", confirmZeroing: true };

async function sell(listing: { platformId: string }, channel: { id: string }, units: number, days: number) {
  await act(world, orderOf(channel, [{ platformId: listing.platformId, ordered: units }], { placedAt: daysAgo(days) }));
}

async function age(days: number): Promise<void> {
  await world.pool.query("update listing set created_at = $1", [daysAgo(days)]);
}

async function setByVelocity(fields: object = {}): Promise<void> {
  const set = { shareKind: "percentage", percentBy: "velocity", ...fields } as const;
  await setRule(world.pool, { channelId: null, productId: null, set }, byTest, at);
}

async function velocityOf(listing: { id: string }) {
  const { rows } = await world.pool.query(
    `select per_day as "perDay", share_percent::float8 as percent, days, reason from listing_velocity where listing_id = $1`,
    [listing.id],
  );
  return rows[0] ?? null;
}

test("sales deal the stock among listings, and what is published follows in the same moment", async () => {
  const goods = await makeGoods(world, 200);
  await age(90);
  await sell(goods.onShopify, world.shopify, 30, 1.5);
  await sell(goods.onBol, world.bol, 10, 1.5);
  await setByVelocity();
  await recomputeVelocity(world.pool, null, at);
  expect(await velocityOf(goods.onShopify)).toMatchObject({
    percent: 75,
    reason: { proportion: 75, previous: null, least: 0, most: 100, isFrozen: false },
  });
  expect((await velocityOf(goods.onShopify)).days.slice(0, 3)).toEqual([0, 30, 0]);
  expect(await publishedOf(world, goods.onShopify)).toBe(120);
  expect(await publishedOf(world, goods.onBol)).toBe(40);
});

test("bounds hold, a frozen share stays, and a second run half way further changes only what is live", async () => {
  const goods = await makeGoods(world, 100);
  await age(90);
  await sell(goods.onShopify, world.shopify, 9, 1.5);
  await sell(goods.onBol, world.bol, 1, 1.5);
  await setByVelocity({ velocityLeast: 20, velocityMost: 80 });
  await recomputeVelocity(world.pool, null, at);
  expect([await velocityOf(goods.onShopify), await velocityOf(goods.onBol)]).toMatchObject([
    { percent: 80 },
    { percent: 20 },
  ]);
  await setRule(world.pool, { channelId: null, productId: null, set: { isVelocityFrozen: true } }, byTest, at);
  await sell(goods.onBol, world.bol, 20, 0.5);
  await recomputeVelocity(world.pool, null, at);
  expect(await velocityOf(goods.onBol)).toMatchObject({ percent: 20, reason: { isFrozen: true } });
  await setRule(world.pool, { channelId: null, productId: null, set: { isVelocityFrozen: false } }, byTest, at);
  await recomputeVelocity(world.pool, null, at);
  expect((await velocityOf(goods.onBol)).percent).toBeGreaterThan(20);
});

test("a product's velocity counts what leaves inside bundles, cancelled units do not count", async () => {
  const goods = await makeGoods(world, 100);
  const six = await makeBundle(world.pool, [{ product: goods, quantity: 6 }]);
  const onShopify = await makeListing(world.pool, { channel: world.shopify, product: six });
  await age(90);
  await sell(onShopify, world.shopify, 2, 0.5);
  await sell(goods.onBol, world.bol, 3, 0.5);
  const cancelled = { platformId: goods.onBol.platformId, ordered: 5, cancelled: 5 };
  await act(world, orderOf(world.bol, [cancelled], { placedAt: daysAgo(0.5) }));
  await recomputeVelocity(world.pool, null, at);
  const { rows } = await world.pool.query("select product_id, days from product_velocity");
  const daysOf = new Map(rows.map((row) => [row.product_id, row.days[0]]));
  expect(daysOf.get(goods.id)).toBe(15);
  expect(daysOf.get(six.id)).toBe(2);
});

test("a listing that shares by velocity and sells out queues its measuring; others queue nothing", async () => {
  const [goods, others] = [await makeGoods(world, 4), await makeGoods(world, 4)];
  await age(90);
  const set = { shareKind: "percentage", percentBy: "velocity" } as const;
  await setRule(world.pool, { channelId: null, productId: goods.id, set }, byTest, at);
  await recomputeVelocity(world.pool, null, at);
  expect(await publishedOf(world, goods.onBol)).toBe(2);
  await world.pool.query("delete from graphile_worker._private_jobs");
  await sell(goods.onShopify, world.shopify, 3, 0);
  await sell(others.onShopify, world.shopify, 4, 0);
  const { rows } = await world.pool.query(
    `select p.payload, p.key from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
     where t.identifier = 'recompute_velocity'`,
  );
  expect(rows).toEqual([{ payload: { productIds: [goods.id] }, key: `velocity:${goods.id}` }]);
});
