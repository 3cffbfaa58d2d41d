import { afterEach, beforeEach, expect, test } from "vitest";
import { readDeletedOrder } from "../../worker/src/inbox/deleted-order.ts";
import { deliverChanged, storedMessage } from "./make/messages.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
  await world.work({ webhooks: true });
  await untilInStep(world, 10);
});

afterEach(async () => {
  await world.sandbox.control.setClock({ aheadMs: 0 });
  await world.end();
});

interface EventRow {
  isDone: boolean;
  tries: number;
}

async function deletion(): Promise<EventRow | undefined> {
  const { rows } = await world.database.pool.query<EventRow>(
    `select done_at is not null as "isDone", tries from webhook_event where topic = 'orders/delete'`,
  );
  return rows[0];
}

test("an order that the shop deleted holds no units any more, and stays on record", async () => {
  const orderId = await world.shopify.sell(3);
  await untilInStep(world, 7);
  await world.sandbox.control.deleteOrder("shopify", world.shopify.shop, orderId);
  await until("the deletion is worked", async () => (await deletion())?.isDone === true);
  expect(await world.available()).toBe(10);
  await untilInStep(world, 10);
  const { rows } = await world.database.pool.query("select ordered, cancelled, shipped from order_line");
  expect(rows).toEqual([{ ordered: 3, cancelled: 3, shipped: 0 }]);
});

test("what had left stays sold", async () => {
  const orderId = await world.shopify.sell(3);
  await untilInStep(world, 7);
  await world.sandbox.control.fulfil("shopify", world.shopify.shop, orderId);
  await until("it is shipped", async () => {
    const { rows } = await world.database.pool.query("select from order_line where shipped = 3");
    return rows.length === 1;
  });
  await world.sandbox.control.deleteOrder("shopify", world.shopify.shop, orderId);
  await until("the deletion is worked", async () => (await deletion())?.isDone === true);
  expect(await world.available()).toBe(7);
});

test("a shop that does not answer proves no deletion", async () => {
  const orderId = await world.shopify.sell(3);
  await untilInStep(world, 7);
  const fault = { on: "request", platform: "shopify", operation: "order", action: "server_error" } as const;
  await world.sandbox.control.plantFault(fault);
  await world.sandbox.control.deleteOrder("shopify", world.shopify.shop, orderId);
  await until("it was tried", async () => ((await deletion())?.tries ?? 0) > 0);
  expect(await world.available()).toBe(7);
  expect(await deletion()).toMatchObject({ isDone: false });
});

test("more units, told after the deletion, reserve nothing, whatever the shop's clock says", async () => {
  await world.sandbox.control.setClock({ aheadMs: 5 * 60_000 });
  const orderId = await world.shopify.sell(3);
  await untilInStep(world, 7);
  await world.sandbox.control.setClock({ aheadMs: 6 * 60_000 });
  await world.sandbox.control.deleteOrder("shopify", world.shopify.shop, orderId);
  await until("the deletion is worked", async () => (await deletion())?.isDone === true);
  const message = await storedMessage(world, "orders/create");
  const eventId = await deliverChanged(world, message, (body) => {
    const [, told = ""] = /"updated_at":"([^"]+)"/.exec(body) ?? [];
    const later = new Date(Date.parse(told) + 30_000).toISOString();
    return body.replaceAll(told, later).replaceAll(/quantity":3\b/g, 'quantity":5');
  });
  await until("the late edit is worked", async () => {
    const { rows } = await world.database.pool.query(
      "select from webhook_event where platform_event_id like '%' || $1 and done_at is not null",
      [eventId],
    );
    return rows.length === 1;
  });
  expect(await world.available()).toBe(10);
});

test("an order without lines can be deleted too", async () => {
  const { pool } = world.database;
  const { channel } = world.shopify;
  await pool.query(
    `insert into "order" (id, channel_id, platform_order_id, name, fulfilled_by, placed_at, platform_updated_at, imported_at)
     values (gen_random_uuid(), $1, 'empty', '#1', 'merchant', now(), now(), now())`,
    [channel.id],
  );
  expect(await readDeletedOrder(pool, channel.id, "empty", new Date())).toMatchObject({ lines: [] });
});
