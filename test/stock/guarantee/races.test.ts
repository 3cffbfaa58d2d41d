import { readPending, recordPushes, republishAll, setRule, startPushes } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { act, adjustOf, levelOf, makeGoods, makeWorld, orderOf, receiveOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(24);
  const edit = { channelId: null, productId: null, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
});
afterAll(() => world.drop());

async function exposed(product: { id: string }) {
  const { rows } = await world.pool.query<{ exposed: number; available: number; lapse: string | null }>(
    "select exposed, available, lapse from stock_level where product_id = $1",
    [product.id],
  );
  return rows[0];
}

/** Starts every push that the channel waits for, and lets the platform confirm it. */
async function push(channel: { id: string }, countOpenUnits: boolean) {
  const pending = await readPending(world.pool, channel.id, 100, new Date());
  const started = await startPushes(world.pool, pending, new Map(), countOpenUnits, new Date());
  await recordPushes(
    world.pool,
    started.map((one) => ({ kind: "confirmed", push: one })),
    new Date(),
  );
}

it("pushes of two channels and sales at once never expose more than there is", async () => {
  const mug = await makeGoods(world, 12);
  for (let round = 0; round < 12; round++) {
    const channel = round % 2 ? world.bol : world.shopify;
    const { platformId } = round % 2 ? mug.onBol : mug.onShopify;
    await Promise.all([
      push(world.shopify, false),
      push(world.bol, true),
      act(world, orderOf(channel, [{ platformId, ordered: 1 }])),
      round === 6 ? act(world, receiveOf(world, mug, 3)) : null,
    ]);
    const level = await exposed(mug);
    expect(level?.lapse).toBeNull();
    expect(level?.exposed ?? 0).toBeLessThanOrEqual(level?.available ?? 0);
  }
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 12, available: 3 });
  expect(await shortOf(world, mug)).toBe(0);
});

it("the database refuses more exposed than available, unless it says why", async () => {
  const mug = await makeGoods(world, 2);
  const write = "update stock_level set exposed = 3 where product_id = $1";
  await expect(world.pool.query(write, [mug.id])).rejects.toThrow("stock_level_exposed_within_available");
});

it("a count below what is exposed is noted as lost, and forgotten once all fits again", async () => {
  const mug = await makeGoods(world, 6);
  await push(world.bol, true);
  expect((await exposed(mug))?.exposed).toBeGreaterThan(0);
  await act(world, adjustOf(world, mug, { kind: "to", onHand: 1 }));
  expect((await exposed(mug))?.lapse).toBe("units_lost");
  await act(world, receiveOf(world, mug, 5));
  expect((await exposed(mug))?.lapse).toBeNull();
});

it("shared again, nothing stays exposed", async () => {
  const mug = await makeGoods(world, 6);
  await push(world.bol, true);
  const edit = { channelId: null, productId: mug.id, set: { shareKind: "shared" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "enough", confirmZeroing: true }, new Date());
  await republishAll(world.pool, { channelId: null, productId: mug.id, locationId: null, isRemapped: false });
  expect(await exposed(mug)).toMatchObject({ exposed: 0, lapse: null });
});
