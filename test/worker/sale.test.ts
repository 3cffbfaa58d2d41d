import { afterEach, beforeEach, expect, test } from "vitest";
import { readPushes } from "../make/published.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("a sale on Shopify, told by webhook, lowers what bol shows; every push keeps the steps to its quantity", async () => {
  await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await world.shopify.sell(3);
  await untilInStep(world, 7);
  expect(await world.available()).toBe(7);
  const pushes = await readPushes(world.database.pool, world.bol.listing);
  expect(pushes.map((push) => push.quantity)).toEqual([10, 7]);
  for (const { quantity, trace } of pushes) {
    expect(trace).toMatchObject({
      quantity,
      steps: { 0: { step: "locations", after: quantity }, 6: { after: quantity } },
    });
  }
});

test("a sale on bol, found by poll, lowers what Shopify shows", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.bol.sell(2);
  await world.bol.poll();
  await untilInStep(world, 8);
  expect(await world.available()).toBe(8);
});
