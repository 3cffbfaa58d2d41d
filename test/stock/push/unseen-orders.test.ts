import {
  applyBatch,
  moveWatermark,
  noteUnseenOrders,
  readPending,
  recordPushes,
  startPushes,
  unseenSince,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { act, makeGoods, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

afterAll(() => world.drop());

const soon = (ms: number) => new Date(Date.now() + ms);

/** An Amazon listing that shows 10, and is to show 15. */
async function makeRaise() {
  const channel = await makeChannel(world.pool, { platform: "amazon", locations: [world.warehouse] });
  const mug = await makeGoods(world, 10);
  const { id, platformId } = await makeListing(world.pool, { channel, product: mug, published: 10 });
  await act(world, receiveOf(world, mug, 5));
  const see = (units: number, seenAt: Date, expected = 10) =>
    noteUnseenOrders(world.pool, channel.id, [{ listingId: id, expected, units }], seenAt);
  const waiting = async (listedUntil?: Date) =>
    (await readPending(world.pool, channel.id, 10, new Date(), listedUntil)).map(({ quantity }) => quantity);
  const order = (ordered: number, placedAt: Date, importedAt: Date) =>
    applyBatch(world.pool, [orderOf(channel, [{ platformId, ordered }], { placedAt })], importedAt);
  return { channel, see, waiting, order };
}

async function start(channel: { id: string }) {
  const pending = await readPending(world.pool, channel.id, 10, new Date(), soon(60_000));
  return startPushes(world.pool, pending, new Map(), false, new Date());
}

test("what was seen to be sold is not put back on sale, until all orders of its time are known", async () => {
  const { channel, see, waiting } = await makeRaise();
  const seenAt = new Date();
  await see(3, seenAt);
  expect(await waiting()).toEqual([12]);
  expect(await unseenSince(world.pool, channel.id)).toEqual(seenAt);
  // A poll would tell; but until it has, nothing more leaves, whatever was looked at.
  expect(await waiting(soon(1_000))).toEqual([15]);
  expect(await start(channel)).toMatchObject([{ quantity: 12, before: 10 }]);
  await moveWatermark(world.pool, channel.id, seenAt, new Date());
  expect(await unseenSince(world.pool, channel.id)).toEqual(seenAt);
  await moveWatermark(world.pool, channel.id, new Date(seenAt.getTime() + 1), new Date());
  expect(await unseenSince(world.pool, channel.id)).toBeNull();
});

test("once what was kept back is written, nothing more is, though the hub wants more", async () => {
  const { channel, see, waiting } = await makeRaise();
  await see(3, new Date());
  const ends = (await start(channel)).map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, new Date());
  expect(await waiting()).toEqual([]);
  await moveWatermark(world.pool, channel.id, soon(1_000), new Date());
  expect(await waiting()).toEqual([15]);
});

test("an order of that time that becomes known is not kept back a second time; a later one is no part of it", async () => {
  const { see, waiting, order } = await makeRaise();
  const seenAt = new Date();
  await see(3, seenAt);
  await order(2, new Date(seenAt.getTime() - 30_000), soon(1_000));
  expect(await waiting()).toEqual([12]);
  await order(4, soon(2_000), soon(3_000));
  expect(await waiting()).toEqual([8]);
});

test("what is seen after a write is beside what that write replaced; before one, it is all there is", async () => {
  const { channel, see, waiting } = await makeRaise();
  await see(3, new Date());
  await see(4, new Date());
  expect(await waiting()).toEqual([11]);
  const ends = (await start(channel)).map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, soon(500));
  await see(1, soon(1_000), 11);
  expect(await waiting()).toEqual([10]);
});

test("nothing is noted when something else is believed meanwhile: a known order may be what was seen", async () => {
  const { see, waiting } = await makeRaise();
  await see(3, new Date(), 9);
  expect(await waiting()).toEqual([15]);
});
