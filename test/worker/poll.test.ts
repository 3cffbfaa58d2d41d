import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("a poll that is throttled before it came any further waits until the platform's budget has filled up", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({
    ...{
      on: "request",
      platform: "shopify",
      operation: "orders",
      action: "rate_limit",
      times: 1,
      retryAfterSeconds: 1,
    },
  });
  await world.shopify.poll();
  const waiting = await until("the poll is postponed", async () => {
    const { rows } = await world.database.pool.query<{ seconds: number }>(
      `select extract(epoch from run_at - updated_at)::float8 as seconds from graphile_worker.jobs
       where key = 'poll:' || $1 and locked_at is null and run_at > now()`,
      [world.shopify.channel.id],
    );
    return rows[0];
  });
  expect(waiting.seconds).toBeGreaterThan(15);
});

test("an order that cannot be taken in holds up no other, and waits in the inbox instead of being lost", async () => {
  const { control } = world.sandbox;
  const { pool } = world.database;
  await world.work();
  await untilInStep(world, 10);
  const goods = { sku: "poison", title: "Poison \u0000", barcode: null, stock: 5 };
  await control.putProducts("shopify", world.shopify.shop, [goods]);
  const bad = await control.placeOrder("shopify", world.shopify.shop, { lines: [{ sku: "poison", quantity: 1 }] });
  expect(bad).toMatchObject({ placed: true });
  await world.shopify.sell(3);
  await world.shopify.poll();
  await until("the sale beside it is taken in", async () => (await world.available()) === 7);
  await world.shopify.poll();
  const kept = await until("it waits in the inbox", async () => {
    const { rows } = await pool.query(
      "select topic, done_at from webhook_event where channel_id = $1 and error is not null",
      [world.shopify.channel.id],
    );
    return rows.length > 0 && rows;
  });
  expect(kept).toEqual([{ topic: "stockpool/polled-order", done_at: null }]);
  const { rows } = await pool.query("select failed_at from watermark where channel_id = $1", [
    world.shopify.channel.id,
  ]);
  expect(rows).toEqual([{ failed_at: null }]);
});
