import { randomUUID } from "node:crypto";
import { builtPlatforms } from "@stockpool/channels";
import { shipAndTell } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const both = ["shopify", "bol"] as const;

interface Line {
  orderId: string;
  orderLineId: string;
}

/** Sells on the shop and waits until the hub knows the order. */
async function sold(shop: Shop, units: number): Promise<Line> {
  const platformOrderId = await shop.sell(units);
  await shop.poll();
  return until("the order is imported", async () => {
    const { rows } = await world.database.pool.query<Line>(
      `select o.id as "orderId", l.id as "orderLineId" from "order" o join order_line l on l.order_id = o.id
       where o.platform_order_id = $1`,
      [platformOrderId],
    );
    return rows[0];
  });
}

async function ship(line: Line, quantity: number, parcel: { carrier?: string; tracking?: string } = {}) {
  const lines = [{ orderLineId: line.orderLineId, quantity }];
  const act = { key: randomUUID(), actor: "test", reason: "packed" };
  const command = { verb: "ship", ...act, orderId: line.orderId, lines, ...parcel } as const;
  const outcome = await shipAndTell(world.database.pool, command, builtPlatforms, new Date());
  expect(outcome).toMatchObject({ kind: "applied" });
}

async function shipments() {
  const { rows } = await world.database.pool.query<{ isTold: boolean; error: string | null }>(
    `select told_at is not null as "isTold", error from shipment order by shipped_at, id`,
  );
  return rows;
}

const told = { isTold: true, error: null };
const untilTold = () => until("every parcel is told", async () => (await shipments()).every(({ isTold }) => isTold));

async function ordersOf(shop: Shop) {
  return world.sandbox.control.orders(shop.platform, shop.shop);
}

async function requestsOf(shop: Shop, operation: string) {
  const { platform } = shop;
  const requests = await world.sandbox.control.requests({ platform, shop: shop.shop, operation });
  return requests.filter((request) => request.operation.includes(operation));
}

const tellingOf = { shopify: "fulfillmentCreate", bol: "POST /retailer/shipments" };

test.each(both)("a parcel shipped in the hub is told to %s once, and the shops stay in step", async (platform) => {
  const shop = world[platform];
  await world.work();
  await untilInStep(world, 10);
  const line = await sold(shop, 3);
  await ship(line, 3, { carrier: "TNT", tracking: "3STEST1" });
  await untilTold();
  expect(await shipments()).toEqual([told]);
  expect(await ordersOf(shop)).toMatchObject([{ lines: [{ shipped: 3 }] }]);
  await untilInStep(world, 7);
  expect(await requestsOf(shop, tellingOf[platform])).toHaveLength(1);
});

test("bol shows the right number after a parcel also when it forgets at once what was shipped", async () => {
  const credentials = { clientId: "client", clientSecret: "client-secret", rateFactor: 100 };
  await world.sandbox.control.putBol(world.bol.shop, { ...credentials, shippedStaySubtracted: false });
  await world.work();
  const line = await sold(world.bol, 3);
  await ship(line, 3);
  await untilTold();
  await untilInStep(world, 7);
});

test("bol hears of a parcel after the lower amount, so that no shipped unit shows as free", async () => {
  await world.work();
  await untilInStep(world, 10);
  const line = await sold(world.bol, 3);
  await untilInStep(world, 7);
  const since = Date.now();
  await ship(line, 3);
  await untilTold();
  const { shop } = world.bol;
  const requests = await world.sandbox.control.requests({ since, platform: "bol", shop });
  const operations = requests.map(({ operation }) => operation);
  const write = operations.findIndex((operation) => operation.includes("PATCH /retailer/offers"));
  const telling = operations.findIndex((operation) => operation.includes(tellingOf.bol));
  expect(write).toBeGreaterThanOrEqual(0);
  expect(telling).toBeGreaterThan(write);
});

test("a parcel that bol is slow with is asked after, not sent again", async () => {
  const { platform, shop } = world.bol;
  const credentials = { clientId: "client", clientSecret: "client-secret" };
  await world.sandbox.control.putBol(shop, { ...credentials, rateFactor: 100, processMs: 1_500 });
  await world.work();
  const line = await sold(world.bol, 1);
  await ship(line, 1);
  await untilTold();
  expect(await world.sandbox.control.orders(platform, shop)).toMatchObject([{ lines: [{ shipped: 1 }] }]);
  expect(await requestsOf(world.bol, tellingOf.bol)).toHaveLength(1);
});

test.each(both)("news that %s refuses is kept with its reason and not repeated by the clock", async (platform) => {
  const shop = world[platform];
  const worker = await world.work();
  const line = await sold(shop, 2);
  await worker.stop();
  const [order] = await ordersOf(shop);
  if (!order) throw new Error("there is no order");
  await world.sandbox.control.cancel(shop.platform, shop.shop, order.orderId);
  await ship(line, 2);
  await world.work();
  await until("the refusal is kept", async () => (await shipments()).some(({ error }) => error !== null));
  expect(await shipments()).toEqual([{ isTold: false, error: expect.stringMatching(/\w/) }]);
  await clockRound();
  expect(await jobsOfTelling()).toEqual([]);
});

test("a parcel whose job was lost, or failed, is found by the clock", async () => {
  const worker = await world.work();
  const line = await sold(world.shopify, 1);
  await worker.stop();
  await ship(line, 1, { tracking: "3STEST2" });
  await world.database.pool.query("select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs");
  const fault = { on: "request", platform: "shopify", operation: "fulfillmentCreate", action: "lose_after" } as const;
  await world.sandbox.control.plantFault({ ...fault, times: 1 });
  await world.work();
  await clockRound();
  await until("the first try is lost", async () => (await requestsOf(world.shopify, "fulfillmentCreate")).length > 0);
  await until("its job has ended", async () => (await jobsOfTelling()).length === 0);
  expect(await shipments()).toEqual([{ isTold: false, error: null }]);
  await clockRound();
  await untilTold();
  expect(await requestsOf(world.shopify, "fulfillmentCreate")).toHaveLength(1);
});

test("parcels of one line under one tracking number, or under another, are each told once", async () => {
  await world.work();
  const line = await sold(world.shopify, 4);
  for (const [index, tracking] of ["3SONE", "3SONE", "3STWO"].entries()) {
    const fault = { on: "request", platform: "shopify", operation: "fulfillmentCreate", action: "lose_after" } as const;
    await world.sandbox.control.plantFault({ ...fault, times: 1 });
    await ship(line, 1, { tracking });
    const calls = async () => (await requestsOf(world.shopify, "fulfillmentCreate")).length;
    await until("its answer is lost", async () => (await calls()) > index);
    await until("its job has ended", async () => (await jobsOfTelling()).length === 0);
    await clockRound();
    await untilTold();
  }
  expect(await ordersOf(world.shopify)).toMatchObject([{ lines: [{ shipped: 3 }] }]);
});

test("nothing is told on a channel that is not live yet; it is once the channel is", async () => {
  const worker = await world.work();
  const line = await sold(world.shopify, 1);
  await worker.stop();
  const { pool } = world.database;
  await pool.query("update channel set live_since = null where id = $1", [world.shopify.channel.id]);
  await ship(line, 1);
  expect(await jobsOfTelling()).toEqual([]);
  await pool.query("update channel set live_since = now() where id = $1", [world.shopify.channel.id]);
  await world.work();
  await clockRound();
  await untilTold();
  expect(await ordersOf(world.shopify)).toMatchObject([{ lines: [{ shipped: 1 }] }]);
});

async function jobsOfTelling(): Promise<unknown[]> {
  const { rows } = await world.database.pool.query("select key from graphile_worker.jobs where key like 'tell:%'");
  return rows;
}

async function clockRound(): Promise<void> {
  const { pool } = world.database;
  await pool.query("select graphile_worker.add_job('poll_channels', job_key := 'round')");
  await until("the clock's round is over", async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where key = 'round'");
    return rows.length === 0;
  });
}
