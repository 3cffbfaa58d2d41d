import { randomUUID } from "node:crypto";
import {
  applyBatch,
  type Command,
  moveWatermark,
  readPending,
  readUnanswered,
  recordPushes,
  republishAll,
  setRule,
  settleKnown,
  settlePushes,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeProduct } from "../../make/product.ts";
import { act, makeGoods, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

interface Change {
  cap?: number;
  shareKind?: "guaranteed" | "shared";
}

async function change(product: { id: string }, set: Change) {
  await rule(product, set);
  await republishAll(world.pool, { channelId: null, productId: product.id });
}

/** Another rule comes into force; whoever publishes the product next finds it. */
async function rule(product: { id: string }, set: Change) {
  const edit = { channelId: null, productId: product.id, set };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
}

/** Starts every push that the channel waits for. */
async function start(channel: { id: string }) {
  const pending = await readPending(world.pool, channel.id, 100, new Date());
  return startPushes(world.pool, pending, new Map(), false, new Date());
}

async function confirm(channel: { id: string }) {
  const ends = (await start(channel)).map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, new Date());
}

/** All orders of the channel until now are known. */
async function poll(channel: { id: string }) {
  await moveWatermark(world.pool, channel.id, new Date(Date.now() + 1_000), new Date());
}

/** A listing that shows 4, of which an order of 2 units is known. */
async function sellTwo(platform: "shopify" | "bol" | "amazon") {
  const channel = await makeChannel(world.pool, { platform, locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const listing = await makeListing(world.pool, { channel, product: mug });
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  await confirm(channel);
  const sold = (change: { cancelled?: number; shipped?: number }) =>
    orderOf(channel, [{ platformId: listing.platformId, ordered: 2, ...change }], {
      id: mug.id,
      updatedAt: new Date(Date.now() + Object.keys(change).length),
    });
  await applyBatch(world.pool, [sold({})], new Date(Date.now() - 60_000));
  await change(mug, { cap: 4 });
  return { channel, mug, listing, sold, cancel: () => act(world, sold({ cancelled: 2 })) };
}

async function exposureOf(listing: { id: string }): Promise<number | undefined> {
  const { rows } = await world.pool.query("select units from exposure where listing_id = $1", [listing.id]);
  return rows[0]?.units;
}

it("a listing that becomes guaranteed while it waits to be lowered may still sell what it shows", async () => {
  const mug = await makeGoods(world, 10);
  await confirm(world.shopify);
  await change(mug, { cap: 2 });
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(mug.onShopify)).toBe(10);
});

it("so it is while the write that lowers it has no answer", async () => {
  const mug = await makeGoods(world, 10);
  await confirm(world.shopify);
  await change(mug, { cap: 2 });
  await start(world.shopify);
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(mug.onShopify)).toBe(10);
});

it("where a write replaces everything, what it showed before may be sold beside what it shows now", async () => {
  const amazon = await makeChannel(world.pool, { platform: "amazon", locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const onAmazon = await makeListing(world.pool, { channel: amazon, product: mug });
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  await confirm(amazon);
  await change(mug, { cap: 4 });
  await start(amazon);
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(onAmazon)).toBe(14);
});

it("so it is where nobody knows whether the write took effect", async () => {
  const amazon = await makeChannel(world.pool, { platform: "amazon", locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const onAmazon = await makeListing(world.pool, { channel: amazon, product: mug });
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  await confirm(amazon);
  await change(mug, { cap: 4 });
  await start(amazon);
  const unanswered = await readUnanswered(world.pool, amazon.id, 10);
  const unknown = unanswered.map((push) => ({ kind: "unknown", push, live: 4 }) as const);
  await settlePushes(world.pool, unknown, new Date(), new Date());
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(onAmazon)).toBe(14);
});

it("where the platform takes open orders off by itself, it may have sold what it showed before it was lowered", async () => {
  const mug = await makeGoods(world, 10);
  await confirm(world.bol);
  await change(mug, { cap: 2 });
  await confirm(world.bol);
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(mug.onBol)).toBe(10);
});

it("what was sold out when it was shared again has no part left: guaranteed anew, it may sell what it shows by then", async () => {
  const mug = await makeProduct(world.pool);
  const onShopify = await makeListing(world.pool, { channel: world.shopify, product: mug });
  await act(world, receiveOf(world, mug, 1));
  await confirm(world.shopify);
  await change(mug, { shareKind: "guaranteed" });
  await act(world, orderOf(world.shopify, [{ platformId: onShopify.platformId, ordered: 1 }]));
  expect(await exposureOf(onShopify)).toBe(0);
  await change(mug, { shareKind: "shared" });
  expect(await exposureOf(onShopify)).toBeUndefined();
  await act(world, receiveOf(world, mug, 10));
  await confirm(world.shopify);
  await poll(world.shopify);
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(onShopify)).toBe(10);
});

it.each(["shopify", "bol", "amazon"] as const)(
  "%s may have put back on sale what was cancelled since the last write, beside what was written",
  async (platform) => {
    const { channel, mug, listing, cancel } = await sellTwo(platform);
    await confirm(channel);
    await poll(channel);
    await cancel();
    await change(mug, { shareKind: "guaranteed" });
    expect(await exposureOf(listing)).toBe(6);
  },
);

it.each(["shopify", "bol", "amazon"] as const)(
  "%s may have done so after a write that was under way when it was cancelled",
  async (platform) => {
    const { channel, mug, listing, cancel } = await sellTwo(platform);
    const pushes = await start(channel);
    await cancel();
    await recordPushes(
      world.pool,
      pushes.map((push) => ({ kind: "confirmed", push })),
      new Date(),
    );
    await poll(channel);
    await change(mug, { shareKind: "guaranteed" });
    expect(await exposureOf(listing)).toBe(6);
  },
);

it.each([
  ["what is told as shipped there", 6, 0],
  ["no more than was written of what the hub ships itself", 4, 2],
])("bol takes off less once units are shipped: it may have put on sale %s", async (_, units, shippedHere) => {
  const { channel, mug, listing, sold } = await sellTwo("bol");
  await confirm(channel);
  await poll(channel);
  if (shippedHere > 0) await act(world, { verb: "ship", ...(await named(listing, shippedHere)) });
  else await act(world, sold({ shipped: 2 }));
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(listing)).toBe(units);
});

/** What names an act of the hub on so many units of the listing's order. */
async function named(listing: { id: string }, quantity: number) {
  const { rows } = await world.pool.query(
    `select order_id as "orderId", id as "orderLineId" from order_line where listing_id = $1`,
    [listing.id],
  );
  const [{ orderId, orderLineId }] = rows;
  return { key: randomUUID(), actor: "test", reason: "test", orderId, lines: [{ orderLineId, quantity }] };
}

/** The hub releases an order by itself, long before the next write; its platform cancels it after that. */
async function releaseTwo(platform: "shopify" | "bol" | "amazon") {
  const { channel, mug, listing, cancel } = await sellTwo(platform);
  const release: Command = { verb: "release", ...(await named(listing, 2)) };
  await applyBatch(world.pool, [release], new Date(Date.now() - 30_000));
  await confirm(channel);
  await poll(channel);
  return { channel, mug, listing, cancel };
}

it.each(["shopify", "bol", "amazon"] as const)(
  "%s may have put back on sale what the hub had released before the last write, once it says that it is cancelled",
  async (platform) => {
    const { mug, listing, cancel } = await releaseTwo(platform);
    await cancel();
    await change(mug, { shareKind: "guaranteed" });
    expect(await exposureOf(listing)).toBe(6);
  },
);

it("so it is for a listing that is guaranteed already, and the same said twice is counted once", async () => {
  const { channel, mug, listing, cancel } = await releaseTwo("amazon");
  await change(mug, { shareKind: "guaranteed" });
  await confirm(channel);
  await settleKnown(world.pool, channel.id, new Date(Date.now() + 1_000), new Date());
  const before = (await exposureOf(listing)) ?? 0;
  await cancel();
  await cancel();
  expect(await exposureOf(listing)).toBe(before + 2);
});

it.each(["shopify", "bol", "amazon"] as const)(
  "%s may have put back on sale what is cancelled by the very batch that makes the listing guaranteed",
  async (platform) => {
    const { channel, mug, listing, cancel } = await sellTwo(platform);
    await confirm(channel);
    await poll(channel);
    await rule(mug, { shareKind: "guaranteed" });
    expect(await exposureOf(listing)).toBeUndefined();
    await cancel();
    expect(await exposureOf(listing)).toBe(6);
  },
);

it("an order that is cancelled before the hub hears of it may have put back on sale what a write had set to nothing", async () => {
  const channel = await makeChannel(world.pool, { platform: "amazon", locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const listing = await makeListing(world.pool, { channel, product: mug });
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  await confirm(channel);
  await change(mug, { cap: 0 });
  await confirm(channel);
  await poll(channel);
  await act(world, orderOf(channel, [{ platformId: listing.platformId, ordered: 2, cancelled: 2 }]));
  await change(mug, { shareKind: "guaranteed" });
  expect(await exposureOf(listing)).toBe(2);
});
