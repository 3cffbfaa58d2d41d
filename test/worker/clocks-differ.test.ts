import { afterEach, beforeEach, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(async () => {
  await world.sandbox.control.setClock({ aheadMs: 0 });
  await world.end();
});

async function pollsOf({ channel }: Shop): Promise<number> {
  const { rows } = await world.database.pool.query<{ polls: number }>(
    "select coalesce(sum(polls), 0)::int as polls from poll where channel_id = $1 and ended_as = 'complete'",
    [channel.id],
  );
  return rows[0]?.polls ?? 0;
}

async function pollOnce(shop: Shop): Promise<void> {
  const before = await pollsOf(shop);
  await shop.poll();
  await until(`${shop.platform} is polled`, async () => (await pollsOf(shop)) > before);
}

test.each([
  ["far behind", -25 * 60_000],
  ["ahead", 5 * 60_000],
])(
  "a platform whose clock is %s: polls alone find its sales",
  async (_what, aheadMs) => {
    await world.sandbox.control.setClock({ aheadMs });
    await world.work();
    await untilInStep(world, 10);
    for (const shop of [world.shopify, world.bol]) {
      await pollOnce(shop);
      await shop.sell(2);
      await pollOnce(shop);
    }
    await until("both sales are known", async () => (await world.available()) === 6);
    await untilInStep(world, 6);
  },
  90_000,
);

test("a worker that learns of the difference only while it polls asks again", async () => {
  await world.sandbox.control.setClock({ aheadMs: -25 * 60_000 });
  const first = await world.work();
  await untilInStep(world, 10);
  await pollOnce(world.shopify);
  await first.stop();
  await world.shopify.sell(3);
  await world.work();
  await pollOnce(world.shopify);
  await until("the sale is known", async () => (await world.available()) === 7);
}, 60_000);

test("a platform whose clock is set back: sales and changes of after that are found by polls alone", async () => {
  const { control } = world.sandbox;
  await control.setClock({ aheadMs: 2 * 3_600_000 });
  await world.work();
  await untilInStep(world, 10);
  const orders: [Shop, string][] = [];
  for (const shop of [world.shopify, world.bol]) {
    orders.push([shop, await shop.sell(2)]);
    await pollOnce(shop);
  }
  await until("both sales are known", async () => (await world.available()) === 6);
  await control.setClock({ aheadMs: 0 });
  for (const [shop, orderId] of orders) {
    await control.cancel(shop.platform, shop.shop, orderId);
    await shop.sell(1);
    await pollOnce(shop);
  }
  await until(
    "what was cancelled is free again, and what was sold is not",
    async () => (await world.available()) === 8,
  );
}, 90_000);
