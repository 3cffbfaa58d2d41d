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
