import { type Budgets, RateLimited } from "@stockpool/channels";
import { openPool } from "@stockpool/prisma";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBudgets } from "../../../worker/src/limits/shared-budgets.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";

/** So long that nothing comes back while a test runs. */
const perMs = 3_600_000;
const { signal } = new AbortController();
const atOnce = { signal, waitMaxMs: 0 };

let database: FreshDatabase;
let others: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  others = openPool(database.url, { name: "stockpool-test", max: 10 });
});

afterAll(async () => {
  await others.end();
  await database.drop();
});

function budgetsOf(channel: { id: string }, pool = database.pool, isBackground = false): Budgets {
  const warn = (error: unknown) => {
    throw error;
  };
  return sharedBudgets({ pool, channelId: channel.id, isBackground, warn });
}

/** How many of so many calls got their place. */
async function countTaken(calls: number, take: (call: number) => Promise<void>): Promise<number> {
  const ends = await Promise.allSettled(Array.from({ length: calls }, (_, call) => take(call)));
  for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(RateLimited);
  return ends.filter(({ status }) => status === "fulfilled").length;
}

test("two workers that call at the same time stay within the one limit", async () => {
  const channel = await makeChannel(database.pool);
  const workers = [budgetsOf(channel), budgetsOf(channel, others)];
  const limit = { max: 25, perMs };
  const taken = await countTaken(200, (call) => workers[call % 2]?.take("offers", limit, atOnce) ?? Promise.reject());
  expect(taken).toBe(25);
});

test("two workers that spend at the same time share the points of one bucket", async () => {
  const channel = await makeChannel(database.pool);
  const workers = [budgetsOf(channel), budgetsOf(channel, others)];
  const bucket = { max: 1_000, perSecond: 0.000_1 };
  const taken = await countTaken(
    100,
    (call) => workers[call % 2]?.takePoints("graphql", bucket, 30, atOnce) ?? Promise.reject(),
  );
  expect(taken).toBe(33);
});

test("a place comes back when its call is as long ago as the limit says, and not before", async () => {
  const channel = await makeChannel(database.pool);
  const budgets = budgetsOf(channel);
  const limit = { max: 3, perMs };
  expect(await countTaken(5, () => budgets.take("orders", limit, atOnce))).toBe(3);
  const age = (minutes: number) =>
    database.pool.query(
      `update budget set taken = (select array_agg(at - make_interval(mins => $2) order by at) from unnest(taken) as at)
       where channel_id = $1`,
      [channel.id, minutes],
    );
  await age(59);
  expect(await countTaken(5, () => budgets.take("orders", limit, atOnce))).toBe(0);
  await age(2);
  expect(await countTaken(5, () => budgets.take("orders", limit, atOnce))).toBe(3);
});

test("whoever gets no place learns when to come back, and has taken none", async () => {
  const channel = await makeChannel(database.pool);
  const budgets = budgetsOf(channel);
  await budgets.take("orders", { max: 1, perMs }, atOnce);
  for (let again = 0; again < 3; again++) {
    const refusal = await budgets.take("orders", { max: 1, perMs }, atOnce).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RateLimited);
    const { retryAfterMs } = refusal instanceof RateLimited ? refusal : { retryAfterMs: 0 };
    expect(retryAfterMs).toBeGreaterThan(perMs - 60_000);
    expect(retryAfterMs).toBeLessThanOrEqual(perMs);
  }
});

test("background work leaves a part of each budget to work that somebody waits for", async () => {
  const channel = await makeChannel(database.pool);
  const [background, foreground] = [budgetsOf(channel, others, true), budgetsOf(channel)];
  const limit = { max: 40, perMs };
  expect(await countTaken(50, () => background.take("offers", limit, atOnce))).toBe(38);
  expect(await countTaken(50, () => foreground.take("offers", limit, atOnce))).toBe(2);
  const bucket = { max: 1_000, perSecond: 0.000_1 };
  expect(await countTaken(20, () => background.takePoints("graphql", bucket, 100, atOnce))).toBe(7);
  expect(await countTaken(20, () => foreground.takePoints("graphql", bucket, 100, atOnce))).toBe(3);
});

test("background work may use a budget of a single call", async () => {
  const channel = await makeChannel(database.pool);
  const background = budgetsOf(channel, others, true);
  expect(await countTaken(3, () => background.take("keys", { max: 1, perMs }, atOnce))).toBe(1);
});

test("a pause that one worker was told holds for all, for that endpoint and channel alone", async () => {
  const [channel, another] = [await makeChannel(database.pool), await makeChannel(database.pool)];
  const [first, second] = [budgetsOf(channel), budgetsOf(channel, others)];
  const limit = { max: 100, perMs };
  first.pause("offers", 3_600_000);
  await expect.poll(() => countTaken(1, () => second.take("offers", limit, atOnce)).then((one) => one)).toBe(0);
  await second.take("orders", limit, atOnce);
  await budgetsOf(another).take("offers", limit, atOnce);
});

test("what the platform says is left counts for all workers", async () => {
  const channel = await makeChannel(database.pool);
  const [first, second] = [budgetsOf(channel), budgetsOf(channel, others)];
  const bucket = { max: 1_000, perSecond: 0.000_1 };
  await first.takePoints("graphql", bucket, 10, atOnce);
  first.told("graphql", bucket, 100);
  await expect.poll(() => countTaken(1, () => second.takePoints("graphql", bucket, 200, atOnce))).toBe(0);
  expect(await countTaken(5, () => second.takePoints("graphql", bucket, 50, atOnce))).toBe(2);
});

test("limits of a sandbox with thousands of calls a second keep a short row", async () => {
  const channel = await makeChannel(database.pool);
  const budgets = budgetsOf(channel);
  const limit = { max: 2_500, perMs };
  for (let call = 0; call < 500; call++) await budgets.take("patch", limit, atOnce);
  const { rows } = await database.pool.query<{ places: number }>(
    "select cardinality(taken) as places from budget where channel_id = $1",
    [channel.id],
  );
  expect(rows[0]?.places).toBeLessThanOrEqual(100);
});
