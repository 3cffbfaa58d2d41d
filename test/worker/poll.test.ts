import { createConnector, RateLimited } from "@stockpool/channels";
import { readWatermark, replayEvents } from "@stockpool/stock";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readChannel } from "../../worker/src/channel.ts";
import { pollOrders } from "../../worker/src/orders/poll-orders.ts";
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

test("an order of impossible units holds up no other, and waits in the inbox with its trouble instead of being lost", async () => {
  const { control } = world.sandbox;
  await world.work();
  await untilInStep(world, 10);
  await world.shopify.sell(1);
  await world.shopify.sell(3);
  // The first order of the page, and whatever reads it alone.
  const fault = { on: "request", platform: "shopify", operation: "order", action: "garble" } as const;
  await control.plantFault({ ...fault, how: "text", once: true });
  await world.shopify.poll();
  await until("the sale beside it is taken in", async () => (await world.available()) === 7);
  const [kept] = await until("it is set aside", () => keptOrders("set_aside_at"));
  expect(kept?.error).toContain("got NaN");
  const { rows } = await world.database.pool.query("select failed_at from watermark where channel_id = $1", [
    world.shopify.channel.id,
  ]);
  expect(rows).toEqual([{ failed_at: null }]);
  await control.removeFaults();
  await replayEvents(world.database.pool, [kept?.id ?? ""]);
  await until("it is taken in once it can be read", async () => (await world.available()) === 6);
});

test("an order of bol of which one answer was wrong is read again by itself", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.bol.sell(1);
  await world.bol.sell(3);
  const operation = "GET /retailer/orders/{order-id}";
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation, action: "garble", how: "fraction", times: 1 },
  });
  await world.bol.poll();
  await until("both are taken in", async () => (await world.available()) === 6);
  expect(await keptOrders("done_at")).toHaveLength(1);
});

/** Orders that were polled and could not be taken in, with how that ended. */
async function keptOrders(end: "done_at" | "set_aside_at") {
  const { rows } = await world.database.pool.query<{ id: string; error: string | null }>(
    `select id, error from webhook_event where topic = 'stockpool/polled-order' and ${end} is not null`,
  );
  return rows.length > 0 && rows;
}

test("an order whose texts no database can hold is taken in like any other, without what cannot be held", async () => {
  const { control } = world.sandbox;
  await world.work();
  await untilInStep(world, 10);
  const goods = { sku: world.sku, title: `Nul \u0000 half \ud83d ${"long ".repeat(2_000)}` };
  await control.putProducts("shopify", world.shopify.shop, [goods]);
  await world.shopify.sell(3);
  await world.shopify.poll();
  await until("the sale is taken in", async () => (await world.available()) === 7);
  const { rows } = await world.database.pool.query<{ title: string }>("select title from order_line");
  expect(rows).toEqual([{ title: expect.stringMatching(/^Nul {2}half \ufffd long long/) }]);
  expect(rows[0]?.title).toHaveLength(1_000);
});

test("a poll that breaks off after an order of the future proves no more than one that did not break off", async () => {
  const { pool } = world.database;
  const channel = await readChannel(pool, world.bol.channel.id);
  if (!channel) throw new Error("the channel is not there");
  const startedAt = new Date();
  const future = new Date(startedAt.getTime() + 7 * 86_400_000);
  const order = { platformOrderId: "9", name: "9", placedAt: future, updatedAt: future, country: "NL" };
  async function* pullOrders() {
    yield [{ ...order, fulfilledBy: "merchant" as const, lines: [] }];
    throw new RateLimited(1);
  }
  const hub = {
    pool,
    wholeTables: pool,
    logger: pino({ level: "silent" }),
    connectorOf: fail,
    webhookBaseUrl: null,
    amazonTimes: null,
  };
  const connector = { ...createConnector(anyBol), pullOrders };
  expect(await pollOrders(hub, channel, connector, new AbortController().signal)).toMatchObject({ kind: "postponed" });
  expect((await readWatermark(pool, channel.id)).getTime()).toBeLessThan(startedAt.getTime());
});

const anyBol = {
  ...{ platform: "bol", baseUrl: "https://bol.example", credentials: { clientId: "c", clientSecret: "s" } },
  ...{ settings: {}, allowHttp: false },
} as const;

function fail(): never {
  throw new Error("nobody asks for a connector here");
}
