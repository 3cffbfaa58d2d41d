import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("an order that Shopify's list shows late is found by a later poll, though no webhook told of it", async () => {
  const { shop, channel } = world.shopify;
  const client = { clientId: "client", clientSecret: "client-secret" };
  await world.sandbox.control.putShopify(shop, { ...client, searchLagMs: 3_000 });
  await world.work();
  await world.shopify.sell(4);
  const polledAt = async () => {
    const { rows } = await world.database.pool.query<{ at: Date | null }>(
      "select polled_at as at from watermark where channel_id = $1",
      [channel.id],
    );
    return rows[0]?.at?.getTime() ?? 0;
  };
  await world.shopify.poll();
  await until("a poll has ended that could not see it", async () => (await polledAt()) > 0);
  expect(await world.available()).toBe(10);
  await until("a later poll sees it", async () => {
    await world.shopify.poll();
    return (await world.available()) === 6;
  });
});
