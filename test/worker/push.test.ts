import { afterEach, beforeEach, expect, test } from "vitest";
import { readPushes } from "../make/published.ts";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const writeOf = { amazon: "patchListingsItem", shopify: "inventorySetQuantities", bol: "PATCH /retailer/offers" };

/** The operations that reached a shop since the moment, in order. */
async function requestsSince(shop: Shop, since: number) {
  return world.sandbox.control.requests({ since, platform: shop.platform, shop: shop.shop });
}

async function untilState(shop: Shop, state: string) {
  await until(`a push to ${shop.platform} is ${state}`, async () => {
    return (await readPushes(world.database.pool, shop.listing)).some((push) => push.state === state);
  });
}

test("a raise waits for a poll of the channel's orders, so that a sale nobody told is not relisted", async () => {
  const first = await world.work();
  await untilInStep(world, 10);
  await first.stop();
  await world.bol.sell(3);
  await world.shopify.sell(2);
  const before = Date.now();
  await world.receive(5);
  await world.work();
  await untilInStep(world, 10);
  for (const [shop, list] of [
    [world.bol, "GET /retailer/orders"],
    [world.shopify, "orders"],
  ] as const) {
    const operations = (await requestsSince(shop, before)).map(({ operation }) => operation);
    const write = operations.findIndex((operation) => operation.includes(writeOf[shop.platform]));
    const poll = operations.findIndex((operation) => operation.includes(list));
    expect(poll).toBeGreaterThanOrEqual(0);
    if (write >= 0) expect(poll).toBeLessThan(write);
  }
  const written = (await requestsSince(world.bol, before)).flatMap(({ quantities }) => quantities);
  // bol subtracts its 3 open units itself, so 13 is what shows 10; 18 would have relisted what was sold.
  expect(written.every(({ quantity }) => quantity <= 15)).toBe(true);
});

test("a push that the platform has no time for comes back when it has, and nothing is lost", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({
    ...{
      on: "request",
      platform: "bol",
      operation: writeOf.bol,
      action: "rate_limit",
      times: 1,
      retryAfterSeconds: 10,
    },
  });
  await world.shopify.sell(4);
  await world.shopify.poll();
  await untilState(world.bol, "skipped");
  await until("the push waits for its time", async () => {
    const { rows } = await world.database.pool.query<{ isLater: boolean }>(
      `select run_at > now() as "isLater" from graphile_worker.jobs where key = 'push:' || $1`,
      [world.bol.channel.id],
    );
    return rows.length === 1 && rows[0]?.isLater;
  });
  // A sale in between joins the job that waits.
  await world.shopify.sell(1);
  await world.shopify.poll();
  await untilInStep(world, 5);
});

test("a sale that the platform made meanwhile is not overwritten, and not counted twice when it is told", async () => {
  const first = await world.work();
  await untilInStep(world, 10);
  await first.stop();
  await world.shopify.sell(1);
  await world.bol.sell(1);
  await world.work();
  await world.bol.poll();
  await untilState(world.shopify, "superseded");
  await untilInStep(world, 8);
  expect(await world.available()).toBe(8);
});

test("a write whose answer is lost is read back before the listing is written again", async () => {
  for (const action of ["lose_after", "lose_before"] as const) {
    const worker = await world.work();
    const stock = await world.available();
    await untilInStep(world, stock);
    const before = Date.now();
    await world.sandbox.control.plantFault({
      ...{ on: "request", platform: "shopify", operation: writeOf.shopify, action, times: 1 },
    });
    await world.bol.sell(2);
    await world.bol.poll();
    await untilInStep(world, stock - 2);
    const operations = (await requestsSince(world.shopify, before)).map(({ operation }) => operation);
    const lost = operations.findIndex((operation) => operation.includes(writeOf.shopify));
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(operations[lost + 1]).not.toContain(writeOf.shopify);
    await worker.stop();
  }
  const states = (await readPushes(world.database.pool, world.shopify.listing)).map(({ state }) => state);
  expect(states).not.toContain("sent");
});

test("a listing that the platform refuses is not tried again at once, and does not hold up the others", async () => {
  await world.database.pool.query("update listing set platform_id = 'no-such-offer' where id = $1", [
    world.bol.listing.id,
  ]);
  await world.work();
  await untilState(world.bol, "rejected");
  await world.shopify.sell(1);
  await world.shopify.poll();
  await until("Shopify is in step", async () => (await world.shopify.live()) === 9);
  await until("no push job is left", async () => {
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'push_stock' and run_at <= now()",
    );
    return rows.length === 0;
  });
  const pushes = await readPushes(world.database.pool, world.bol.listing);
  expect(new Set(pushes.map(({ state }) => state))).toEqual(new Set(["rejected"]));
  expect(pushes.length).toBeLessThanOrEqual(2);
});

test("nothing is sent to a channel that is paused, not live yet, or removed", async () => {
  await world.database.pool.query("update channel set paused_at = now() where id = $1", [world.bol.channel.id]);
  await world.database.pool.query("update channel set live_since = null where id = $1", [world.shopify.channel.id]);
  await world.work();
  await world.bol.sell(1);
  await world.bol.poll();
  await until("the sale is known and every push job ended", async () => {
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where task_identifier in ('push_stock', 'poll_orders')",
    );
    return rows.length === 0 && (await world.available()) === 9;
  });
  expect(await readPushes(world.database.pool, world.bol.listing)).toEqual([]);
  expect(await readPushes(world.database.pool, world.shopify.listing)).toEqual([]);
});

test("two workers and many sales on both shops end in step, every sale counted once", async () => {
  await world.receive(90);
  await Promise.all([world.work({ webhooks: true }), world.work({ webhooks: true })]);
  await untilInStep(world, 100);
  for (let round = 0; round < 10; round++) {
    await Promise.all([world.shopify.sell(1), world.bol.sell(1), world.shopify.sell(2)]);
    await world.bol.poll();
  }
  await world.bol.poll();
  await untilInStep(world, 60);
  expect(await world.available()).toBe(60);
});
