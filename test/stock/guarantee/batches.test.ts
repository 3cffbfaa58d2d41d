import {
  endPushBatch,
  markAccepted,
  moveWatermark,
  readPending,
  readPushBatches,
  recordPushes,
  setRule,
  settleKnown,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeProduct } from "../../make/product.ts";
import { act, adjustOf, makeWorld, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function start(channel: { id: string }) {
  return startPushes(
    world.pool,
    await readPending(world.pool, channel.id, 100, new Date()),
    new Map(),
    false,
    new Date(),
  );
}

/** All that is to be written is written, and all orders until after it are known. */
async function writeAndKnow(channel: { id: string }): Promise<void> {
  const ends = (await start(channel)).map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, new Date());
  const until = new Date(Date.now() + 60_000);
  await moveWatermark(world.pool, channel.id, until, new Date());
  await settleKnown(world.pool, channel.id, until, new Date());
}

async function exposed(listing: { id: string }): Promise<number> {
  const { rows } = await world.pool.query("select units from exposure where listing_id = $1", [listing.id]);
  return rows[0]?.units;
}

it("what a batch of writes that ends may have put back is exposed until the listing is written again", async () => {
  const channel = await makeChannel(world.pool, { platform: "amazon", locations: [world.warehouse] });
  const mug = await makeProduct(world.pool);
  const listing = await makeListing(world.pool, { channel, product: mug });
  const edit = { channelId: channel.id, productId: mug.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await act(world, receiveOf(world, mug, 10));
  // Nobody knows what it shows: nothing is written first.
  await writeAndKnow(channel);
  const inBatch = await start(channel);
  expect(inBatch).toMatchObject([{ quantity: 10 }]);
  await markAccepted(
    world.pool,
    inBatch.map((push) => ({ push, reference: "feed" })),
    new Date(),
  );
  await recordPushes(
    world.pool,
    inBatch.map((push) => ({ kind: "confirmed", push })),
    new Date(),
  );
  await act(world, adjustOf(world, mug, { kind: "to", onHand: 3 }));
  await writeAndKnow(channel);
  const [batch] = await readPushBatches(world.pool, channel.id);
  if (!batch) throw new Error("nothing was accepted");
  expect(await exposed(listing)).toBeGreaterThanOrEqual(10);
  await endPushBatch(world.pool, batch, { kind: "done", refused: new Map() }, new Date());
  expect(await readPushBatches(world.pool, channel.id)).toEqual([]);
  const until = new Date(Date.now() + 90_000);
  await moveWatermark(world.pool, channel.id, until, new Date());
  await settleKnown(world.pool, channel.id, until, new Date());
  expect(await exposed(listing)).toBeGreaterThanOrEqual(10);
  await writeAndKnow(channel);
  expect(await exposed(listing)).toBeLessThanOrEqual(3);
});
