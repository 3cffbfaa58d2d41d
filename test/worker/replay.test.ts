import { randomUUID } from "node:crypto";
import { replayRange } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deliver, storedMessage } from "./make/messages.ts";
import { until } from "./make/until.ts";
import { startWorkerProcess } from "./make/worker-process.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function counts() {
  const { rows } = await world.database.pool.query<{ orders: number; reserved: number; short: number }>(
    `select (select count(*)::int from "order") as orders,
       (select coalesce(sum(quantity), 0)::int from reservation where ended_at is null) as reserved,
       (select coalesce(sum(quantity), 0)::int from shortage where ended_at is null) as short`,
  );
  return rows[0];
}

async function untilInboxEmpty() {
  await until("the inbox is empty", async () => {
    const { rows } = await world.database.pool.query(
      "select from webhook_event where done_at is null and set_aside_at is null",
    );
    return rows.length === 0;
  });
}

/** The same message eight times at once, and eight times as events of their own. */
async function tellOften(topic: string) {
  const message = await storedMessage(world, topic);
  const same = Array.from({ length: 8 }, () => deliver(world, message));
  const anew = Array.from({ length: 8 }, () => deliver(world, message, randomUUID()));
  expect(new Set(await Promise.all([...same, ...anew]))).toEqual(new Set([202]));
}

test("an order that oversold is short once, however often it is told", async () => {
  await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await world.shopify.sell(13, true);
  await tellOften("orders/create");
  await untilInboxEmpty();
  expect(await counts()).toEqual({ orders: 1, reserved: 10, short: 3 });
});

test("an order told again after its worker died, right after the commit, counts once", async () => {
  await (await world.work({ webhooks: true })).stop();
  const worker = await startWorkerProcess(world);
  await untilInStep(world, 10);
  await world.shopify.sell(13, true);
  await until("the order is committed", async () => (await counts())?.orders === 1);
  await worker.kill();
  await tellOften("orders/create");
  await world.work();
  await untilInboxEmpty();
  expect(await counts()).toEqual({ orders: 1, reserved: 10, short: 3 });
}, 60_000);

test("replaying everything that a channel ever told changes nothing", async () => {
  await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await world.shopify.sell(2);
  await world.shopify.sell(1);
  await untilInStep(world, 7);
  await untilInboxEmpty();
  const before = await counts();
  const range = { channelId: world.shopify.channel.id, from: null, until: null, isSetAsideOnly: false };
  const { replayed } = await replayRange(world.database.pool, range);
  expect(replayed).toBeGreaterThanOrEqual(2);
  await untilInboxEmpty();
  await untilInStep(world, 7);
  expect(await counts()).toEqual(before);
});
