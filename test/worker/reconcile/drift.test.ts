import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPublished } from "../../make/published.ts";
import { until } from "../make/until.ts";
import { makeWorld, type Shop, untilInStep, type World } from "../make/world.ts";
import { driftsOf, reconcileNow, runsOf, setPolicy } from "./make/reconcile.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function edit(shop: Shop, quantity: number) {
  await world.sandbox.control.editStock(shop.platform, shop.shop, [{ sku: world.sku, quantity }]);
}

async function untilDrift(shop: Shop, wanted: Record<string, unknown>) {
  return until(`${shop.platform} has a drift ${JSON.stringify(wanted)}`, async () => {
    const drifts = await driftsOf(world, shop);
    return drifts.find((drift) => Object.entries(wanted).every(([name, value]) => Reflect.get(drift, name) === value));
  });
}

test("a quantity edited on the platform is noticed, named, and set right, up and down", async () => {
  await world.work();
  await untilInStep(world, 10);
  for (const [shop, quantity] of [
    [world.shopify, 25],
    [world.bol, 4],
  ] as const) {
    await edit(shop, quantity);
    await reconcileNow(world, shop);
    const drift = await untilDrift(shop, { cause: "edited_on_platform", live: quantity });
    expect(drift).toMatchObject({ expected: 10, policy: "hub_wins" });
    await untilInStep(world, 10);
    await until("the drift has ended", async () => {
      await reconcileNow(world, shop);
      const [last] = await driftsOf(world, shop);
      return last?.endedAs === "pushed";
    });
  }
  expect(await world.available()).toBe(10);
});

test("bol's reset to 0 is called so, and pushed again", async () => {
  await world.work();
  await untilInStep(world, 10);
  await edit(world.bol, 0);
  await setPolicy(world, world.bol, "ask");
  await reconcileNow(world, world.bol);
  await untilDrift(world.bol, { cause: "reset_by_platform", live: 0, expected: 10 });
  await untilInStep(world, 10);
});

test("a sale that nobody told is found as an unseen order, and is no drift to heal", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.shopify.sell(3);
  const since = Date.now();
  await reconcileNow(world, world.shopify);
  const drift = await untilDrift(world.shopify, { cause: "unseen_order" });
  expect(drift).toMatchObject({ expected: 10, live: 7, endedAs: "explained" });
  await untilInStep(world, 7);
  const written = (await world.sandbox.control.requests({ since, platform: "shopify" })).flatMap(
    ({ quantities }) => quantities,
  );
  expect(written).toEqual([]);
});

test("an order that ordinary polls miss, because the platform's clock is behind, is no drift", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.database.pool.query("update watermark set orders_until = now() + interval '3 minutes'");
  await world.shopify.sell(3);
  await world.shopify.poll();
  await reconcileNow(world, world.shopify);
  await untilDrift(world.shopify, { cause: "unseen_order", live: 7 });
  await untilInStep(world, 7);
  expect(await driftsOf(world, world.shopify)).toHaveLength(1);
});

test("a listing that the platform does not know is named, not zeroed", async () => {
  await world.work();
  await untilInStep(world, 10);
  const unknown = randomUUID();
  await world.database.pool.query("update listing set platform_id = $2 where id = $1", [world.bol.listing.id, unknown]);
  const before = await readPublished(world.database.pool, world.bol.listing);
  await reconcileNow(world, world.bol);
  await until("it is named", async () => {
    const { rows } = await world.database.pool.query(
      "select from published_quantity where listing_id = $1 and missing_since is not null",
      [world.bol.listing.id],
    );
    return rows.length === 1;
  });
  expect(await readPublished(world.database.pool, world.bol.listing)).toEqual(before);
  const [run] = await runsOf(world, world.bol);
  expect(run).toMatchObject({ missing: 1, drifts: 0 });
});

test("a reading that fails changes nothing, is noted, and goes on when the platform is back", async () => {
  await world.work();
  await untilInStep(world, 10);
  await edit(world.bol, 4);
  const before = await readPublished(world.database.pool, world.bol.listing);
  const { id } = await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation: "GET /retailer/offers", action: "server_error" },
  });
  await reconcileNow(world, world.bol, { wait: false });
  const [run] = await until("the trouble is noted", async () => {
    const runs = await runsOf(world, world.bol);
    return runs[0]?.error ? runs : null;
  });
  expect(run).toMatchObject({ read: 0, isEnded: false, error: expect.stringContaining("503") });
  expect(await readPublished(world.database.pool, world.bol.listing)).toEqual(before);
  expect(await driftsOf(world, world.bol)).toEqual([]);
  await world.sandbox.control.removeFaults(id);
  await reconcileNow(world, world.bol);
  await untilInStep(world, 10);
});

test("who writes in turn with the hub is called a second writer, and never adopted", async () => {
  await world.work();
  await untilInStep(world, 10);
  for (const cause of ["edited_on_platform", "lost_push", "two_writers"]) {
    if (cause === "two_writers") await setPolicy(world, world.shopify, "adopt");
    await edit(world.shopify, 25);
    await reconcileNow(world, world.shopify);
    await untilDrift(world.shopify, { cause, live: 25 });
    if (cause !== "two_writers") await untilInStep(world, 10);
    await reconcileNow(world, world.shopify);
  }
  expect(await driftsOf(world, world.shopify)).toMatchObject([
    { endedAs: null, note: "two systems write in turn" },
    {},
    {},
  ]);
  expect(await world.available()).toBe(10);
});

test("under `ask` nothing is written before a person says so", async () => {
  await world.work();
  await untilInStep(world, 10);
  await setPolicy(world, world.shopify, "ask");
  await edit(world.shopify, 6);
  await reconcileNow(world, world.shopify);
  const drift = await untilDrift(world.shopify, { cause: "edited_on_platform", endedAs: null });
  await reconcileNow(world, world.shopify);
  expect(await driftsOf(world, world.shopify)).toEqual([drift]);
  expect(await world.shopify.live()).toBe(6);
});

test("under `adopt` an edit becomes an adjustment of the only location, once", async () => {
  await world.work();
  await untilInStep(world, 10);
  await setPolicy(world, world.shopify, "adopt");
  await edit(world.shopify, 6);
  await reconcileNow(world, world.shopify);
  await untilDrift(world.shopify, { cause: "edited_on_platform", endedAs: "adopted" });
  await untilInStep(world, 6);
  await reconcileNow(world, world.shopify);
  expect(await world.available()).toBe(6);
  expect(await driftsOf(world, world.shopify)).toHaveLength(1);
});
