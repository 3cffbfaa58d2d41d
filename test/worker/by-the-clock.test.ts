import { randomUUID } from "node:crypto";
import { setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

/** Whose act it is. */
const byTest = { actor: "test", reason: "test" };

const dayMs = 86_400_000;

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

/** What the clock does. */
async function runJob(job: "republish_due" | "recompute_velocity"): Promise<void> {
  await world.database.pool.query("select graphile_worker.add_job($1, '{}')", [job]);
}

test("a delivery that comes into the pre-order window is pushed without anybody doing anything", async () => {
  const { pool } = world.database;
  await world.work();
  await untilInStep(world, 10);
  const where = { productId: world.product.id, locationId: world.location.id };
  const act = { key: randomUUID(), actor: "test", reason: "purchase" };
  const expectedAt = new Date(Date.now() + 8 * dayMs);
  await world.command({ verb: "expect", ...act, ...where, quantity: 30, expectedAt });
  const set = { incomingDays: 7 };
  await setRule(pool, { channelId: world.bol.channel.id, productId: null, set }, byTest, new Date());
  await runJob("republish_due");
  await until("the clock has looked", async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where task_identifier like 'republish%'");
    return rows.length === 0;
  });
  expect(await world.bol.live()).toBe(10);
  // As if a day and a bit had gone by.
  await pool.query("update expectation set expected_at = expected_at - interval '25 hours'");
  await runJob("republish_due");
  await until("bol shows what comes", async () => (await world.bol.live()) === 40);
  expect(await world.shopify.live()).toBe(10);
});

test("what sells fast gets its share overnight, and it is pushed", async () => {
  const { pool } = world.database;
  await world.work();
  await untilInStep(world, 10);
  await world.receive(90);
  await untilInStep(world, 100);
  await pool.query("update listing set created_at = now() - interval '60 days'");
  await world.bol.sell(20);
  await world.bol.poll();
  await untilInStep(world, 80);
  const set = { shareKind: "percentage", percentBy: "velocity", velocityLeast: 25 } as const;
  await setRule(pool, { channelId: null, productId: null, set }, byTest, new Date());
  await runJob("recompute_velocity");
  await until("the shares are pushed", async () => {
    return (await world.bol.live()) === 60 && (await world.shopify.live()) === 20;
  });
  const { rows } = await pool.query(
    `select share_percent::float8 as percent, reason from listing_velocity where listing_id = $1`,
    [world.bol.listing.id],
  );
  expect(rows).toMatchObject([{ percent: 75, reason: { proportion: 100, least: 25 } }]);
});
