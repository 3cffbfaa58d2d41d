import { afterEach, beforeEach, expect, test } from "vitest";
import { readPublished, readPushes } from "../../make/published.ts";
import { until } from "../make/until.ts";
import { makeWorld, untilInStep, type World } from "../make/world.ts";
import { driftsOf, reconcileNow, runsOf } from "./make/reconcile.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const impossible = ["enormous", "endless", "fraction", "text", "missing"] as const;

test.each(["shopify", "bol"] as const)(
  "a quantity of %s that no shop has is unknown: it changes nothing and holds up no reading",
  async (platform) => {
    await world.work();
    await untilInStep(world, 10);
    const shop = world[platform];
    const before = await readPublished(world.database.pool, shop.listing);
    for (const how of impossible) {
      await world.sandbox.control.plantFault({ on: "request", platform, action: "garble", how });
      await reconcileNow(world, shop);
      await world.sandbox.control.removeFaults();
      expect((await runsOf(world, shop))[0], how).toMatchObject({ read: 1, missing: 1, doubts: 0, error: null });
      expect(await readPublished(world.database.pool, shop.listing), how).toEqual(before);
    }
    expect(await driftsOf(world, shop)).toEqual([]);
  },
  60_000,
);

test("a push whose listing shows what no shop has is read back until it tells, and nothing is believed meanwhile", async () => {
  const { shopify } = world;
  await world.work();
  await untilInStep(world, 10);
  // The hub's belief is wrong, so Shopify refuses the write, and what it shows instead cannot be.
  await world.sandbox.control.editStock("shopify", shopify.shop, [{ sku: world.sku, quantity: 7 }]);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "shopify", operation: "nodes", action: "garble", how: "endless" },
  });
  const since = Date.now();
  await world.receive(5);
  await until("it was read, and read back", async () => {
    const requests = await world.sandbox.control.requests({ since, platform: "shopify", operation: "nodes" });
    return requests.filter(({ answeredAt }) => answeredAt !== null).length >= 2;
  });
  const pushes = await readPushes(world.database.pool, shopify.listing);
  expect(pushes.map(({ state }) => state)).toContain("sent");
  expect(await readPublished(world.database.pool, shopify.listing)).toMatchObject({ expected: 10 });
  expect(await shopify.live()).toBe(7);
  await world.sandbox.control.removeFaults();
  await untilInStep(world, 15);
}, 60_000);
