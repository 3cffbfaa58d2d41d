import { applyBatch, audit } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { explainPublished } from "../../../stock/src/publish/explain.ts";
import { readPending } from "../../../stock/src/push/read-pending.ts";
import { recordPushes } from "../../../stock/src/push/record-pushes.ts";
import { startPushes } from "../../../stock/src/push/start-pushes.ts";
import { makeGoods, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld(1);
});

afterAll(() => world.drop());

/** The listings that wait, as the list has them and as the quantities do. */
async function waiting(): Promise<{ listed: string[]; pending: string[] }> {
  const idsOf = async (sql: string) => (await world.pool.query<{ id: string }>(sql)).rows.map((row) => row.id);
  return {
    listed: await idsOf("select listing_id as id from waiting_listing order by 1"),
    pending: await idsOf("select listing_id as id from published_quantity where pending_since is not null order by 1"),
  };
}

async function confirmAll(channelId: string): Promise<void> {
  const now = new Date();
  const pending = await readPending(world.pool, channelId, 100, now);
  const ids = pending.map((row) => row.listingId);
  const started = await startPushes(world.pool, pending, await explainPublished(world.pool, ids), true, now);
  await recordPushes(
    world.pool,
    started.map((push) => ({ kind: "confirmed", push })),
    now,
  );
}

it("lists what waits for a push, and nothing else, whatever changes it", async () => {
  const mug = await makeGoods(world, 0);
  const both = [mug.onBol.id, mug.onShopify.id].sort();
  await applyBatch(world.pool, [receiveOf(world, mug, 9)], new Date());
  expect(await waiting()).toEqual({ listed: both, pending: both });
  await confirmAll(world.bol.id);
  expect(await waiting()).toEqual({ listed: [mug.onShopify.id], pending: [mug.onShopify.id] });
  await confirmAll(world.shopify.id);
  expect(await waiting()).toEqual({ listed: [], pending: [] });
  await applyBatch(world.pool, [orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }])], new Date());
  const sold = await waiting();
  expect(sold.listed).toEqual(sold.pending);
  expect(sold.listed).toContain(mug.onShopify.id);
  await world.pool.query("delete from published_quantity where listing_id = $1", [mug.onShopify.id]);
  const left = await waiting();
  expect(left.listed).toEqual(left.pending);
  expect(left.listed).not.toContain(mug.onShopify.id);
});

it("is proved by the audit, also where it lists what does not wait", async () => {
  await world.pool.query("insert into waiting_listing (channel_id, listing_id) values ($1, gen_random_uuid())", [
    world.bol.id,
  ]);
  expect((await audit(world.pool)).map(({ check }) => check)).toContain("pending_is_waiting");
  await world.pool.query(
    "delete from waiting_listing where listing_id not in (select listing_id from published_quantity)",
  );
  expect((await audit(world.pool)).map(({ check }) => check)).not.toContain("pending_is_waiting");
});
