import { audit } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../bin/trial/wait.ts";
import { count, gift, type JourneyHub, openingStock, type Shop, sku, startHub, untilQuiet, untilShown } from "./hub.ts";
import type { Process } from "./process.ts";

let hub: JourneyHub;
let worker: Process;
/** Orders placed by the tests so far. */
let placed = 0;

beforeAll(async () => {
  hub = await startHub();
  worker = await hub.startWorker();
  await untilShown(hub, { [sku(0)]: openingStock, [sku(29)]: openingStock, [gift.sku]: openingStock / 2 });
  await untilSubscribed();
}, 120_000);

afterAll(() => hub.end());

/** Messages of an order placed earlier would be lost, and the test would live on the poll of the next minute. */
async function untilSubscribed(): Promise<void> {
  await until("both Shopify shops send their messages to the hub", 60_000, async () => {
    const requests = await hub.control.requests({ platform: "shopify", operation: "webhookSubscriptionCreate" });
    const ready = requests.filter((request) => request.answeredAt !== null).map((request) => request.shop);
    return new Set(ready).size === 2 && (await count(hub, waitingJobs)) === 0;
  });
}

const waitingJobs =
  "select from graphile_worker.jobs where task_identifier = 'ensure_webhooks' and attempts < max_attempts";

async function sell(shop: Shop, lines: { sku: string; quantity: number }[]): Promise<string> {
  const orderId = await hub.sell(shop, lines);
  placed += 1;
  return orderId;
}

/** What every one of these journeys ends with. */
async function expectSound(): Promise<void> {
  await untilQuiet(hub, placed);
  expect(await count(hub, 'select from "order"')).toBe(placed);
  expect(await count(hub, "select from webhook_event where set_aside_at is not null")).toBe(0);
  expect(await audit(hub.pool)).toEqual([]);
  expect(await hub.control.violations()).toEqual([]);
}

interface Level {
  onHand: number;
  reserved: number;
}

async function levelOf(one: string): Promise<Level | undefined> {
  const { rows } = await hub.pool.query<Level>(
    'select l.on_hand as "onHand", l.reserved from stock_level l join product p on p.id = l.product_id where p.sku = $1',
    [one],
  );
  return rows[0];
}

test("a sale on Shopify lowers what bol and the other shop show", async () => {
  await sell(hub.web, [{ sku: sku(2), quantity: 3 }]);
  await untilShown(hub, { [sku(2)]: openingStock - 3 });
  expect(await levelOf(sku(2))).toEqual({ onHand: openingStock, reserved: 3 });
  await expectSound();
}, 120_000);

test("a sale on bol, found by poll because its message is lost, lowers what the Shopify shops show", async () => {
  await hub.control.plantFault({ on: "webhook", platform: "bol", action: "drop" });
  await sell(hub.bol, [{ sku: sku(3), quantity: 4 }]);
  await hub.poll(hub.bol);
  await untilShown(hub, { [sku(3)]: openingStock - 4 });
  await hub.control.removeFaults();
  await expectSound();
}, 120_000);

test("a bundle that is sold lowers its parts everywhere, and a part that is sold lowers the bundle", async () => {
  await sell(hub.trade, [{ sku: gift.sku, quantity: 5 }]);
  await untilShown(hub, { [gift.mug]: 95, [gift.candle]: 90, [gift.sku]: 45 });
  await sell(hub.web, [{ sku: gift.candle, quantity: 10 }]);
  await untilShown(hub, { [gift.mug]: 95, [gift.candle]: 80, [gift.sku]: 40 });
  await expectSound();
}, 120_000);

test("a worker that is killed in the middle of 200 sales leaves nothing wrong behind for the next one", async () => {
  const skus = Array.from({ length: 12 }, (_, index) => sku(6 + index));
  const before = placed;
  for (let index = 0; index < 200; index++) {
    const shop = hub.shops[index % hub.shops.length] ?? hub.web;
    await sell(shop, [{ sku: skus[index % skus.length] ?? "", quantity: 1 + (index % 3) }]);
    if (index === 100) {
      await hub.poll(hub.bol);
      await until(
        "some of the sales are known",
        60_000,
        async () => (await count(hub, 'select from "order"')) > before + 20,
      );
      await worker.kill();
    }
  }
  const known = await count(hub, 'select from "order"');
  expect(known, "the worker was killed too late for this test").toBeLessThan(placed);
  worker = await hub.startWorker();
  await hub.poll(hub.bol);
  await expectSound();
  for (const [place, one] of skus.entries()) {
    const sold = unitsSold(place, skus.length);
    expect(await levelOf(one), one).toEqual({ onHand: openingStock, reserved: sold });
    await untilShown(hub, { [one]: openingStock - sold });
  }
}, 240_000);

/** Units of the product at `place` among the 200 sales. */
function unitsSold(place: number, products: number): number {
  const sales = Array.from({ length: 200 }, (_, index) => ({ place: index % products, quantity: 1 + (index % 3) }));
  return sales.filter((sale) => sale.place === place).reduce((sum, sale) => sum + sale.quantity, 0);
}

test("messages that are lost, doubled and out of order are repaired by polls: every order counts once, as it is", async () => {
  const times = 30;
  const trouble = { on: "webhook", platform: "shopify", probability: 0.4, times } as const;
  await hub.control.plantFault({ ...trouble, action: "drop" });
  await hub.control.plantFault({ ...trouble, action: "duplicate" });
  await hub.control.plantFault({ ...trouble, action: "reorder", waitMs: 200 });
  for (let index = 0; index < 60; index++) {
    const shop = index % 2 === 0 ? hub.web : hub.trade;
    const orderId = await sell(shop, [{ sku: sku(18 + (index % 12)), quantity: 2 }]);
    if (index % 5 === 0) await hub.control.cancel("shopify", shop.code, orderId);
    if (index % 5 === 1) await hub.control.fulfil("shopify", shop.code, orderId);
  }
  // No fault has the number 0: this only tells what is planted.
  const planted = await hub.control.removeFaults(0);
  for (const { left, fault } of planted) expect(left, fault.action).toBeLessThan(times);
  await hub.control.removeFaults();
  for (const shop of hub.shops) await hub.poll(shop);
  await expectSound();
  for (const shop of [hub.web, hub.trade]) expect(await linesInHub(shop)).toEqual(await linesIn(shop));
}, 240_000);

/** Ordered, cancelled and shipped by the platform's line id, as the hub knows them. */
async function linesInHub({ channelId }: Shop): Promise<Record<string, number[]>> {
  const { rows } = await hub.pool.query(
    `select l.platform_line_id as line, l.ordered, l.cancelled, l.shipped
     from order_line l join "order" o on o.id = l.order_id where o.channel_id = $1`,
    [channelId],
  );
  return Object.fromEntries(rows.map((row) => [row.line, [row.ordered, row.cancelled, row.shipped]]));
}

async function linesIn({ platform, code }: Shop): Promise<Record<string, number[]>> {
  const orders = await hub.control.orders(platform, code);
  const lines = orders.flatMap((order) => order.lines);
  return Object.fromEntries(lines.map((line) => [line.lineId, [line.quantity, line.cancelled, line.shipped]]));
}
