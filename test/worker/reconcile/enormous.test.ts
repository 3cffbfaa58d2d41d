import { afterEach, beforeEach, expect, test } from "vitest";
import { readPublished } from "../../make/published.ts";
import { makeWorld, untilInStep, type World } from "../make/world.ts";
import { driftsOf, reconcileNow, runsOf } from "./make/reconcile.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test.each(["shopify", "bol"] as const)(
  "a quantity of %s that no shop has is unknown: it changes nothing and holds up no reading",
  async (platform) => {
    await world.work();
    await untilInStep(world, 10);
    const shop = world[platform];
    const before = await readPublished(world.database.pool, shop.listing);
    await world.sandbox.control.plantFault({ on: "request", platform, action: "garble", how: "enormous" });
    await reconcileNow(world, shop);
    await world.sandbox.control.removeFaults();
    expect((await runsOf(world, shop))[0]).toMatchObject({ read: 1, missing: 1, doubts: 0, error: null });
    expect(await readPublished(world.database.pool, shop.listing)).toEqual(before);
    expect(await driftsOf(world, shop)).toEqual([]);
  },
  60_000,
);
