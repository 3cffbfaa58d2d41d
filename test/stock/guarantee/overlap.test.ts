import {
  applyBatch,
  readPending,
  recordPushes,
  republishAll,
  setRule,
  settleKnown,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeProduct } from "../../make/product.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";

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

async function start(channel: { id: string }) {
  const pending = await readPending(world.pool, channel.id, 100, new Date());
  return startPushes(world.pool, pending, new Map(), false, new Date());
}

async function confirm(channel: { id: string }) {
  const ends = (await start(channel)).map((push) => ({ kind: "confirmed", push }) as const);
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

it("who has sold more than was on sale sells again once no cancellation can be unknown any more", async () => {
  const mug = await makeProduct(world.pool);
  const onBol = await makeListing(world.pool, { channel: world.bol, product: mug });
  await act(world, receiveOf(world, mug, 1));
  await change(mug, "guaranteed");
  await confirm(world.bol);
  for (const ordered of [1, 1]) await act(world, orderOf(world.bol, [{ platformId: onBol.platformId, ordered }]));
  await act(world, receiveOf(world, mug, 5));
  expect(await publishedOf(world, onBol)).toBe(4);
  // One unit may be on sale again there: with it, four would be five.
  expect(await start(world.bol)).toEqual([]);
  await settleKnown(world.pool, world.bol.id, new Date(Date.now() + 1), new Date());
  expect(await start(world.bol)).toMatchObject([{ listingId: onBol.id, quantity: 4 }]);
});

it("where more of one product is held than is there, others of the same batch are dealt all the same", async () => {
  const mug = await makeGoods(world, 6);
  await confirm(world.shopify);
  await confirm(world.bol);
  const cup = await makeProduct(world.pool);
  const onBol = await makeListing(world.pool, { channel: world.bol, product: cup });
  for (const product of [mug, cup]) await change(product, "guaranteed");
  await applyBatch(world.pool, [receiveOf(world, mug, 1), receiveOf(world, cup, 5)], new Date());
  expect(await publishedOf(world, onBol)).toBe(5);
});
