import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("each location of a shop shows what lies at the hub's location that it stands for", async () => {
  const { pool } = world.database;
  const { shop, channel } = world.shopify;
  const client = { clientId: "client", clientSecret: "client-secret" };
  const names = ["Shop location", "Store"].map((name) => ({ name, country: "NL" }));
  const { locations } = await world.sandbox.control.putShopify(shop, { ...client, locations: names });
  const store = await makeLocation(pool);
  await pool.query("insert into channel_location (channel_id, location_id, platform_location_id) values ($1, $2, $3)", [
    ...[channel.id, store.id, locations[1]?.id],
  ]);
  await world.work();
  await world.command({
    ...{ verb: "receive", productId: world.product.id, locationId: store.id, quantity: 4 },
    ...{ key: randomUUID(), actor: "test", reason: "delivery" },
  });
  await until("the shop shows both", async () => (await world.shopify.live()) === 14);
  const writes = await world.sandbox.control.requests({ operation: "inventorySetQuantities" });
  // The first place may show its 10 already; with 14 in all, 4 at the second means that it does.
  expect(writes.at(-1)?.quantities.at(-1)?.quantity).toBe(4);
  await world.shopify.sell(3);
  await world.shopify.poll();
  await until("bol shows one location's rest", async () => (await world.bol.live()) <= 10);
  await until("the shop still shows all that is left", async () => (await world.shopify.live()) === 11);
});

test("a shop with one location shows everything there", async () => {
  await world.work();
  await untilInStep(world, 10);
});
