import { afterEach, expect, test } from "vitest";
import type { FreshDatabase } from "../make/database.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

let hub: AmazonHub;

afterEach(() => hub.end());

test("without a queue, polling alone finds a sale, and one that is still pending reserves", async () => {
  hub = await makeAmazonHub(10);
  await hub.sell(3);
  await hub.queueJob("poll_orders");
  await until("the sale reserves", async () => (await hub.reserved()) === 3);
  expect(await hub.live()).toBe(7);
  const requests = await hub.sandbox.control.requests({ operation: "AmazonSQS" });
  expect(requests).toEqual([]);
});

test("a list of orders that is further behind than it should be proves no more than it says", async () => {
  hub = await makeAmazonHub(10, { horizonMs: 600_000 });
  const began = Date.now();
  await hub.queueJob("poll_orders");
  const known = await until("it was polled", async () => (await watermark()) ?? false);
  // Amazon is asked a moment after the poll began, and clocks may differ by some seconds.
  expect(known.getTime() - began).toBeLessThan(-300_000);
});

test("a sale that a write has overwritten, because nobody knew it yet, is written again once it is known", async () => {
  hub = await makeAmazonHub(10);
  await hub.sell(3);
  expect(await hub.live()).toBe(7);
  await hub.change(-2);
  await until("the write forgets the sale", async () => (await hub.live()) === 8);
  await until("it is confirmed", async () => (await pushes())[0]?.state === "confirmed");
  await hub.queueJob("poll_orders");
  await until("the sale reserves", async () => (await hub.reserved()) === 3);
  await until("Amazon shows what is left", async () => (await hub.live()) === 5);
});

test("with a queue, sales come through it and cost no call; what comes twice or in another order counts once", async () => {
  hub = await makeAmazonHub(50, { hasQueue: true });
  await hub.queueJob("ensure_webhooks");
  await until("Amazon is asked for notifications", async () => {
    const asked = await hub.sandbox.control.requests({ operation: "createSubscription" });
    return asked.some(({ status }) => status === 200);
  });
  await hub.sandbox.control.plantFault({ on: "webhook", platform: "amazon", action: "duplicate", probability: 0.5 });
  const orders: string[] = [];
  for (let number = 0; number < 12; number++) orders.push(await hub.sell(1));
  await hub.queueJob("pull_notifications");
  await until("12 sales came", async () => (await counted())?.orders === 12);
  expect(await hub.sandbox.control.requests({ operation: "searchOrders" })).toEqual([]);
  for (const order of orders.slice(0, 4)) await hub.sandbox.control.cancel("amazon", "seller", order);
  await hub.queueJob("pull_notifications");
  await until("4 were cancelled", async () => (await counted())?.cancelled === 4);
  expect(await counted()).toEqual({ orders: 12, cancelled: 4 });
  expect(await hub.reserved()).toBe(8);
  expect(await hub.sandbox.control.requests({ operation: "getOrder" })).toEqual([]);
  expect(await hub.sandbox.control.violations()).toEqual([]);
});

test("a quantity that Amazon accepted is confirmed when buyers see it, and is not written twice until then", async () => {
  hub = await makeAmazonHub(10, { effectMs: 1_500 });
  await hub.change(5);
  await until("Amazon accepts it", async () => (await pushes())[0]?.isAccepted);
  expect((await pushes())[0]).toMatchObject({ state: "sent", quantity: 15 });
  await until("it is confirmed", async () => (await pushes())[0]?.state === "confirmed");
  expect(await hub.live()).toBe(15);
  expect(await hub.sandbox.control.requests({ operation: "patchListingsItem" })).toHaveLength(1);
});

test("a quantity that Amazon accepted and lost is written again, until buyers see it", async () => {
  hub = await makeAmazonHub(10, { effectsToLose: 2, amazonTimes: { listedWithinMs: 0, shownWithinMs: 300 } });
  await hub.change(5);
  await until("buyers see it", async () => (await hub.live()) === 15);
  await until("it is confirmed", async () => (await pushes())[0]?.state === "confirmed");
  expect((await pushes()).map(({ state }) => state)).toEqual(["confirmed", "superseded", "superseded"]);
});

test("a lowering does not wait for a quantity that is accepted and not shown yet", async () => {
  hub = await makeAmazonHub(10, { effectMs: 4_000 });
  await hub.change(5);
  await until("Amazon accepts it", async () => (await pushes())[0]?.isAccepted);
  await hub.change(-13);
  await until("the lower one is accepted too", async () => {
    const sent = await hub.sandbox.control.requests({ operation: "patchListingsItem" });
    return sent.flatMap(({ quantities }) => quantities.map(({ quantity }) => quantity)).includes(2);
  });
  await until("buyers see it", async () => (await hub.live()) === 2);
});

test("the clock asks Amazon for notifications and watches the queue, without anybody's help", async () => {
  hub = await makeAmazonHub(10, { hasQueue: true });
  await hub.queueJob("poll_channels");
  await until("Amazon is asked for notifications", async () => {
    const asked = await hub.sandbox.control.requests({ operation: "createSubscription" });
    return asked.some(({ status }) => status === 200);
  });
  await hub.sell(2);
  await until("the sale came through the queue", async () => {
    const { rows } = await hub.database.pool.query("select from webhook_event where done_at is not null");
    return rows.length === 1;
  });
  expect(await hub.reserved()).toBe(2);
});

test("the mirror of Amazon's warehouse shows what is there, each kind apart, and feeds no listing", async () => {
  hub = await makeAmazonHub(10);
  const { pool } = hub.database;
  const product = await makeProduct(pool);
  const fba = { fulfillable: 7, reservedForCustomers: 2, reservedForTransfer: 1, inboundShipped: 5, unfulfillable: 3 };
  await hub.sandbox.control.putProducts("amazon", "seller", [{ sku: product.sku, title: "At Amazon", fba }]);
  await makeMirror(pool, hub.channel);
  await hub.queueJob("read_warehouse");
  await until("the warehouse is read", async () => (await mirrored(product)) !== undefined);
  expect(await mirrored(product)).toEqual({ sellable: 7, unavailable: 4, reserved: 2, incoming: 5, available: 7 });
  expect(await hub.live()).toBe(10);
});

test("a reading of the warehouse that breaks off changes nothing", async () => {
  hub = await makeAmazonHub(10);
  const { pool } = hub.database;
  const goods = await Promise.all(Array.from({ length: 60 }, () => makeProduct(pool)));
  const fba = { fulfillable: 4 };
  const put = goods.map(({ sku }) => ({ sku, title: sku, fba }));
  await hub.sandbox.control.putProducts("amazon", "seller", put);
  await makeMirror(pool, hub.channel);
  await hub.queueJob("read_warehouse");
  const last = goods.at(-1) ?? { id: "" };
  await until("the warehouse is read", async () => (await mirrored(last)) !== undefined);
  await hub.sandbox.control.plantFault({
    ...{ on: "request", platform: "amazon", operation: "getInventorySummaries", action: "server_error", after: 1 },
  });
  await hub.queueJob("read_warehouse");
  await until("the second page failed", async () => {
    const asked = await hub.sandbox.control.requests({ operation: "getInventorySummaries" });
    return asked.filter(({ status }) => status === 503).length >= 3;
  });
  await until("the job has ended", async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where task_identifier = 'read_warehouse'");
    return rows.length === 0;
  });
  expect(await mirrored(last)).toMatchObject({ sellable: 4, available: 4 });
});

/** Up to when all orders are known, once a poll was complete. */
async function watermark(): Promise<Date | undefined> {
  const { rows } = await hub.database.pool.query<{ until: Date }>(
    "select orders_until as until from watermark where polled_at is not null",
  );
  return rows[0]?.until;
}

async function counted(): Promise<{ orders: number; cancelled: number } | undefined> {
  const { rows } = await hub.database.pool.query<{ orders: number; cancelled: number }>(
    `select count(*)::int as orders, coalesce(sum(l.cancelled), 0)::int as cancelled
     from "order" o join order_line l on l.order_id = o.id`,
  );
  return rows[0];
}

async function makeMirror(pool: FreshDatabase["pool"], channel: { id: string }): Promise<void> {
  const location = await makeLocation(pool, { kind: "channel_fulfilled" });
  await pool.query("update location set mirrors_id = $2 where id = $1", [location.id, channel.id]);
}

/** What the hub knows of a product in Amazon's warehouse. */
async function mirrored(product: { id: string }): Promise<unknown> {
  const { rows } = await hub.database.pool.query(
    `select w.sellable, w.unavailable, w.reserved, w.incoming, s.available from warehouse_stock w
     join stock_level s on s.product_id = w.product_id and s.location_id = w.location_id where w.product_id = $1`,
    [product.id],
  );
  return rows[0];
}

interface SeenPush {
  state: string;
  quantity: number;
  isAccepted: boolean;
}

/** The listing's pushes, newest first. */
async function pushes(): Promise<SeenPush[]> {
  const { rows } = await hub.database.pool.query<SeenPush>(
    'select state, quantity, accepted_at is not null as "isAccepted" from push where listing_id = $1 order by at desc',
    [hub.listing.id],
  );
  return rows;
}
