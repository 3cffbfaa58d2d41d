import {
  explainPublished,
  previewRules,
  type RuleEdit,
  recomputeVelocity,
  republishAll,
  setRule,
} from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, type World } from "../world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.drop());

const at = new Date();
const dayMs = 86_400_000;
const byTest = { actor: "test", reason: "test", confirmZeroing: true };

async function sell(listing: { platformId: string }, channel: { id: string }, units: number, daysAgo: number) {
  const placedAt = new Date(at.getTime() - daysAgo * dayMs);
  await act(world, orderOf(channel, [{ platformId: listing.platformId, ordered: units }], { placedAt }));
}

async function set(fields: NonNullable<RuleEdit["set"]>): Promise<void> {
  await setRule(world.pool, { channelId: null, productId: null, set: fields }, byTest, at);
}

/** Goods of which 4 in 5 were sold on Shopify, all of them gone by now. */
async function makeSoldGoods() {
  const goods = await makeGoods(world, 30);
  await world.pool.query("update listing set created_at = $1", [new Date(at.getTime() - 90 * dayMs)]);
  await sell(goods.onShopify, world.shopify, 24, 1.5);
  await sell(goods.onBol, world.bol, 6, 1.5);
  return goods;
}

async function shareStepOf(listing: { id: string }) {
  const trace = (await explainPublished(world.pool, [listing.id])).get(listing.id);
  return trace?.steps.find(({ step }) => step === "share");
}

test("guaranteed parts weigh what sales make of them, and the trace says so", async () => {
  const goods = await makeSoldGoods();
  await set({ shareKind: "guaranteed", percentBy: "velocity" });
  await recomputeVelocity(world.pool, null, at);
  await act(world, receiveOf(world, goods, 50));
  expect([await publishedOf(world, goods.onShopify), await publishedOf(world, goods.onBol)]).toEqual([40, 10]);
  expect(await shareStepOf(goods.onShopify)).toMatchObject({
    after: 40,
    detail: { kind: "guaranteed", percent: 80, percentBy: "velocity", perDay: expect.any(Number) },
  });
});

test("the bounds of a share bound what a part weighs", async () => {
  const goods = await makeSoldGoods();
  await set({ shareKind: "guaranteed", percentBy: "velocity", velocityLeast: 40 });
  await recomputeVelocity(world.pool, null, at);
  await act(world, receiveOf(world, goods, 50));
  expect([await publishedOf(world, goods.onShopify), await publishedOf(world, goods.onBol)]).toEqual([30, 20]);
});

test("the last units under the guard are dealt by velocity, too, while plenty is shared", async () => {
  const goods = await makeSoldGoods();
  await set({ guardBelow: 20, percentBy: "velocity" });
  await recomputeVelocity(world.pool, null, at);
  await act(world, receiveOf(world, goods, 10));
  expect([await publishedOf(world, goods.onShopify), await publishedOf(world, goods.onBol)]).toEqual([8, 2]);
  expect(await shareStepOf(goods.onShopify)).toMatchObject({ detail: { kind: "guaranteed", percent: 80 } });
});

test("a good day moves a guaranteed part half way, and takes nothing from a listing that has half of its part", async () => {
  const goods = await makeSoldGoods();
  await set({ shareKind: "guaranteed", percentBy: "velocity" });
  await recomputeVelocity(world.pool, null, at);
  await act(world, receiveOf(world, goods, 50));
  await sell(goods.onBol, world.bol, 10, 0.5);
  await recomputeVelocity(world.pool, null, at);
  const { rows } = await world.pool.query<{ percent: number; proportion: number }>(
    `select share_percent::float8 as percent, (reason->>'proportion')::float8 as proportion
     from listing_velocity where listing_id = $1`,
    [goods.onBol.id],
  );
  expect(rows[0]?.percent).toBeCloseTo((20 + (rows[0]?.proportion ?? 0)) / 2, 1);
  expect(rows[0]?.percent).toBeGreaterThan(25);
  expect(await publishedOf(world, goods.onShopify)).toBeGreaterThanOrEqual(20);
});

test("a listing whose sales are not measured yet weighs as much as the others do on average", async () => {
  const goods = await makeSoldGoods();
  await set({ shareKind: "guaranteed", percentBy: "velocity" });
  await recomputeVelocity(world.pool, null, at);
  const another = await makeListing(world.pool, { channel: world.shopify, product: goods });
  await act(world, receiveOf(world, goods, 150));
  expect(await publishedOf(world, another)).toBe(50);
  expect(await publishedOf(world, goods.onBol)).toBe(20);
});

test("a preview deals guaranteed stock by velocity as the writer then does", async () => {
  const goods = await makeSoldGoods();
  await act(world, receiveOf(world, goods, 50));
  await recomputeVelocity(world.pool, null, at);
  const fields = { shareKind: "guaranteed", percentBy: "velocity" } as const;
  const seen = await previewRules(world.pool, [{ channelId: null, productId: goods.id, set: fields }], at);
  if (seen.kind === "refused") throw new Error(seen.refusal.message);
  const after = new Map(seen.changed.map((one) => [one.listingId, one.after]));
  expect([after.get(goods.onShopify.id), after.get(goods.onBol.id)]).toEqual([40, 10]);
  await set(fields);
  await recomputeVelocity(world.pool, null, at);
  await republishAll(world.pool, { channelId: null, productId: goods.id });
  expect([await publishedOf(world, goods.onShopify), await publishedOf(world, goods.onBol)]).toEqual([40, 10]);
});
