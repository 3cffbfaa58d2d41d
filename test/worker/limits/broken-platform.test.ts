import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../make/until.ts";
import { makeWorld, untilInStep, type World } from "../make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function circuitOf(channel: { id: string }) {
  const { rows } = await world.database.pool.query<{ state: string; reason: string }>(
    "select state, reason from circuit where channel_id = $1",
    [channel.id],
  );
  return rows[0];
}

/** Lets every job that waits run now. */
async function hurry() {
  await world.database.pool.query("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
}

test("while one platform hangs, the others are told in time", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "shopify", action: "slow", waitMs: 60_000 },
  });
  await world.shopify.poll();
  for (const stock of [11, 12, 13, 14, 15]) {
    await world.receive(1);
    await until(`bol shows ${stock}`, async () => (await world.bol.live()) === stock);
  }
  const hanging = await world.sandbox.control.requests({ platform: "shopify" });
  expect(hanging.some(({ answeredAt }) => answeredAt === null)).toBe(true);
});

test("a platform that does not answer is left alone, and in step again once it does", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({ on: "request", platform: "shopify", action: "lose_before" });
  const open = await until("its circuit is open", async () => {
    await world.shopify.poll();
    const circuit = await circuitOf(world.shopify.channel);
    return circuit?.state === "open" && circuit;
  });
  expect(open.reason).toContain("connection broke off");
  await until("the calls under way have ended", async () => {
    const { rows } = await world.database.pool.query("select from graphile_worker.jobs where locked_at is not null");
    return rows.length === 0;
  });
  const before = (await world.sandbox.control.requests({ platform: "shopify" })).length;
  await world.receive(5);
  await until("bol shows 15", async () => (await world.bol.live()) === 15);
  await until("the push waits for the probe", async () => {
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where key like 'push:' || $1 || '%' and run_at > now() + interval '2 seconds'",
      [world.shopify.channel.id],
    );
    return rows.length > 0;
  });
  expect(await world.sandbox.control.requests({ platform: "shopify" })).toHaveLength(before);
  await world.sandbox.control.removeFaults();
  await world.database.pool.query("update circuit set probe_at = now()");
  await until("its circuit is closed", async () => {
    await hurry();
    return (await circuitOf(world.shopify.channel))?.state === "closed";
  });
  await hurry();
  await untilInStep(world, 15);
});
