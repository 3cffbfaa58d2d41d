import { readPending, recordPushes, republishAll, setRule, startPushes } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { act, levelOf, makeGoods, makeWorld, orderOf, publishedOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function change(product: { id: string }, shareKind: "guaranteed" | null, channel: { id: string } | null = null) {
  const edit = { channelId: channel?.id ?? null, productId: product.id, set: { shareKind } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await republishAll(world.pool, { channelId: null, productId: product.id });
}

async function confirm(channel: { id: string }) {
  const pending = await readPending(world.pool, channel.id, 100, new Date());
  const pushes = await startPushes(world.pool, pending, new Map(), false, new Date());
  const ends = pushes.map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, new Date());
}

it("a sale while more is held than is there is reserved all the same: nobody has sold its units", async () => {
  const mug = await makeGoods(world, 6);
  await confirm(world.shopify);
  await confirm(world.bol);
  await change(mug, "guaranteed");
  await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
  expect(await shortOf(world, mug)).toBe(0);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2, available: 4 });
  await act(world, orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 5 }]));
  expect(await shortOf(world, mug)).toBe(1);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 6, available: 0 });
});

it("what a listing held fills shortages first when it is guaranteed no more", async () => {
  const mug = await makeGoods(world, 5);
  await confirm(world.shopify);
  await change(mug, "guaranteed", world.shopify);
  await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
  expect(await shortOf(world, mug)).toBe(2);
  await change(mug, null, world.shopify);
  expect(await shortOf(world, mug)).toBe(0);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2, available: 3 });
  expect([await publishedOf(world, mug.onShopify), await publishedOf(world, mug.onBol)]).toEqual([3, 3]);
});
