import { resyncListings } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readListingResyncs } from "../../../api/src/read/listing-resync.ts";
import { until } from "../make/until.ts";
import { makeWorld, type Shop, untilInStep, type World } from "../make/world.ts";
import { setPolicy } from "./make/reconcile.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function resync(...shops: Shop[]) {
  const wish = { listingIds: shops.map(({ listing }) => listing.id), actor: "anna" };
  expect(await resyncListings(world.database.pool, wish, new Date())).toMatchObject({ kind: "queued" });
}

async function resyncOf(shop: Shop) {
  return (await readListingResyncs(world.database.pool, [shop.listing.id])).get(shop.listing.id);
}

function untilState(shop: Shop, state: string) {
  return until(`the resync of ${shop.platform} is ${state}`, async () => (await resyncOf(shop))?.state === state);
}

async function edit(shop: Shop, quantity: number) {
  await world.sandbox.control.editStock(shop.platform, shop.shop, [{ sku: world.sku, quantity }]);
}

test("listings of two channels are read, what differs is written whatever the policy is, and both say so", async () => {
  await world.work();
  await untilInStep(world, 10);
  await setPolicy(world, world.shopify, "ask");
  await edit(world.shopify, 25);
  await resync(world.shopify, world.bol);
  await untilState(world.bol, "right");
  await untilState(world.shopify, "set_right");
  expect(await resyncOf(world.shopify)).toMatchObject({ actor: "anna", live: 25, expected: 10, error: null });
  expect(await world.shopify.live()).toBe(10);
}, 60_000);

test("a drift that waits for a person is set right by a resync too, and the resync says so", async () => {
  await world.work();
  await untilInStep(world, 10);
  await setPolicy(world, world.bol, "ask");
  await edit(world.bol, 4);
  const { pool } = world.database;
  await pool.query("select graphile_worker.add_job('reconcile_channels', '{}')");
  await until("a person is asked", async () => {
    const { rows } = await pool.query("select from drift where ended_at is null and healing_at is null");
    return rows.length === 1;
  });
  await resync(world.bol);
  await untilState(world.bol, "set_right");
  expect(await world.bol.live()).toBe(10);
}, 60_000);

test("a platform that does not answer is told with its trouble; once it is back, the listing is read", async () => {
  await world.work();
  await untilInStep(world, 10);
  const { control } = world.sandbox;
  await control.plantFault({
    on: "request",
    platform: "bol",
    operation: "GET /retailer/offers",
    action: "server_error",
  });
  await resync(world.bol);
  await untilState(world.bol, "failed");
  expect(await resyncOf(world.bol)).toMatchObject({ readAt: null, live: null, error: expect.stringContaining("503") });
  await control.removeFaults();
  await world.database.pool.query("delete from circuit");
  await resync(world.bol);
  await untilState(world.bol, "right");
}, 60_000);

test("what the platform does not know is said to be unknown, and nothing is written", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.database.pool.query("update listing set platform_id = gen_random_uuid()::text where id = $1", [
    world.bol.listing.id,
  ]);
  await resync(world.bol);
  await untilState(world.bol, "not_found");
  expect(await world.bol.live()).toBe(10);
});
