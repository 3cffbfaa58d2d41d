import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeBundle } from "../make/product.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(24);
});
afterAll(() => world.drop());

const apply = (command: Parameters<typeof act>[1]) => act(world, command);

it("200 orders of 1 at once on 100 units reserve 100 and leave 100 short", async () => {
  const mug = await makeGoods(world, 100);
  const orders = Array.from({ length: 200 }, (_, index) =>
    orderOf(index % 2 ? world.bol : world.shopify, [
      { platformId: (index % 2 ? mug.onBol : mug.onShopify).platformId, ordered: 1 },
    ]),
  );
  await Promise.all(orders.map(apply));
  expect(await levelOf(world, mug)).toEqual({ onHand: 100, reserved: 100, available: 0 });
  expect(await shortOf(world, mug)).toBe(100);
  expect([await publishedOf(world, mug.onShopify), await publishedOf(world, mug.onBol)]).toEqual([0, 0]);
});

it("one order delivered eight times at once reserves once, also when it oversells", async () => {
  const mug = await makeGoods(world, 1);
  const order = orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 2 }]);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => apply(order)));
  expect(outcomes.filter((one) => one.kind === "applied")).toHaveLength(1);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 1 });
  expect(await shortOf(world, mug)).toBe(1);
});

it("one key used eight times at once receives once", async () => {
  const mug = await makeGoods(world, 0);
  const command = receiveOf(world, mug, 7);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => apply(command)));
  expect(outcomes.filter((one) => one.kind === "applied")).toHaveLength(1);
  expect(await levelOf(world, mug)).toMatchObject({ onHand: 7 });
});

it("one key used for two products at once moves one of them", async () => {
  const [mug, cup] = [await makeGoods(world, 0), await makeGoods(world, 0)];
  const outcomes = await Promise.all([mug, cup].map((goods) => apply(receiveOf(world, goods, 7, "shared key"))));
  expect(outcomes.map((one) => one.kind).sort()).toEqual(["applied", "refused"]);
  const moved = [await levelOf(world, mug), await levelOf(world, cup)].filter((level) => level?.onHand === 7);
  expect(moved).toHaveLength(1);
});

it("batches [A, B] and [B, A] never wait for each other in a circle", async () => {
  const [a, b] = [await makeGoods(world, 1000), await makeGoods(world, 1000)];
  const order = (goods: typeof a) => orderOf(world.bol, [{ platformId: goods.onBol.platformId, ordered: 1 }]);
  for (let round = 0; round < 250; round++) {
    await Promise.all([
      applyBatch(world.pool, [order(a), order(b)], new Date()),
      applyBatch(world.pool, [order(b), order(a)], new Date()),
    ]);
  }
  expect(await levelOf(world, a)).toMatchObject({ reserved: 500 });
  const { rows } = await world.pool.query("select deadlocks from pg_stat_database where datname = current_database()");
  expect(rows[0].deadlocks).toBe("0");
});

it("a first delivery and a first sale at once leave no unit both free and missing", async () => {
  for (let round = 0; round < 40; round++) {
    const mug = await makeGoods(world, 0);
    await Promise.all([
      apply(receiveOf(world, mug, 1)),
      apply(orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }])),
    ]);
    expect(await levelOf(world, mug)).toEqual({ onHand: 1, reserved: 1, available: 0 });
  }
});

it("parts of one bundle sold at once leave the bundle's number right", async () => {
  for (let round = 0; round < 40; round++) {
    const [mug, candle] = [await makeGoods(world, 9), await makeGoods(world, 9)];
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 1 },
      { product: candle, quantity: 1 },
    ]);
    const listing = await makeListing(world.pool, { channel: world.bol, product: gift });
    await apply({ verb: "republish", productIds: [gift.id] });
    await Promise.all([
      apply(orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }])),
      apply(orderOf(world.shopify, [{ platformId: candle.onShopify.platformId, ordered: 5 }])),
    ]);
    expect(await publishedOf(world, listing)).toBe(4);
  }
});
