import { afterEach, beforeEach, expect, test } from "vitest";
import { readPushes } from "../make/published.ts";
import { until } from "./make/until.ts";
import { startWorkerProcess } from "./make/worker-process.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const slowMs = 60_000;

/** Kills a worker while its write to Shopify is on its way; the platform takes it, or not. */
async function killInFlight(action: "slow" | "lose_after"): Promise<void> {
  const worker = await startWorkerProcess(world);
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "shopify", operation: "inventorySetQuantities", action, waitMs: slowMs, times: 1 },
  });
  await world.bol.sell(2);
  await world.bol.poll();
  await until("the write is on its way", async () => {
    const requests = await world.sandbox.control.requests({ platform: "shopify", operation: "inventorySetQuantities" });
    return requests.some(({ answeredAt }) => answeredAt === null);
  });
  await worker.kill();
}

test.each(["slow", "lose_after"] as const)(
  "a worker that dies between sending and recording (%s) leaves a push that the next one reads back first",
  async (action) => {
    await killInFlight(action);
    const sent = await readPushes(world.database.pool, world.shopify.listing);
    expect(sent.map(({ state }) => state)).toContain("sent");
    const since = Date.now();
    await world.work();
    await untilInStep(world, 8);
    const operations = await world.sandbox.control.requests({ since, platform: "shopify" });
    const write = operations.findIndex(({ operation }) => operation.includes("inventorySetQuantities"));
    const read = operations.findIndex(({ operation }) => operation.includes("nodes"));
    expect(read).toBeGreaterThanOrEqual(0);
    if (write >= 0) expect(read).toBeLessThan(write);
    expect(await world.available()).toBe(8);
  },
  90_000,
);

test("a worker that is asked to end does so cleanly", async () => {
  const worker = await startWorkerProcess(world);
  await untilInStep(world, 10);
  expect(await worker.terminate()).toBe(0);
  const { rows } = await world.database.pool.query("select from graphile_worker.jobs where locked_at is not null");
  expect(rows).toEqual([]);
});
