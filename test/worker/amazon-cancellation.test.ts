import { askCancellation, audit } from "@stockpool/stock";
import { afterEach, expect, test } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

let hub: AmazonHub;

afterEach(async () => {
  expect(await audit(hub.database.pool)).toEqual([]);
  expect(await hub.sandbox.control.violations()).toEqual([]);
  await hub.end();
});

interface Line {
  orderId: string;
  lineId: string;
  open: number;
}

async function lines(): Promise<Line[]> {
  const { rows } = await hub.database.pool.query<Line>(
    `select order_id as "orderId", id as "lineId", ordered - cancelled - shipped as open from order_line order by platform_line_id`,
  );
  return rows;
}

function ask(all: Line[], reason: "out_of_stock" | "asked_by_buyer") {
  const orderLineIds = all.map(({ lineId }) => lineId);
  const wish = { key: "one", actor: "anna", orderId: all[0]?.orderId ?? "", orderLineIds, reason };
  return askCancellation(hub.database.pool, wish, new Date());
}

async function said() {
  const { rows } = await hub.database.pool.query<{ isTold: boolean; error: string | null }>(
    `select told_at is not null as "isTold", error from cancellation order by order_line_id`,
  );
  return rows;
}

async function sold(): Promise<Line[]> {
  await hub.sell(3);
  await hub.queueJob("poll_orders");
  await until("the sale reserves", async () => (await hub.reserved()) === 3);
  return lines();
}

test("an order that Amazon is asked to cancel is free again once it did, and the right number is written", async () => {
  hub = await makeAmazonHub(10, { pendingMs: 0 });
  expect(await ask(await sold(), "out_of_stock")).toMatchObject({ kind: "applied" });
  await until("it was told", async () => (await said())[0]?.isTold === true);
  expect(await lines()).toMatchObject([{ open: 0 }]);
  expect(await hub.reserved()).toBe(0);
  // Amazon put nothing back for lack of stock; the hub knows better.
  await until("Amazon shows the pool", async () => (await hub.live()) === 10);
  const asked = await hub.sandbox.control.requests({ operation: "createFeed" });
  expect(asked.filter(({ operation }) => operation === "createFeed")).toHaveLength(1);
});

test("what Amazon does not cancel is told in its own words, and stays promised", async () => {
  hub = await makeAmazonHub(10);
  await ask(await sold(), "asked_by_buyer");
  await until("Amazon refused", async () => (await said())[0]?.error);
  expect((await said())[0]?.error).toMatch(/is pending and cannot be cancelled yet$/);
  expect(await hub.reserved()).toBe(3);
});

test("an order of two lines is cancelled whole when both are asked for", async () => {
  hub = await makeAmazonHub(10, { pendingMs: 0 });
  const { control } = hub.sandbox;
  const other = await makeProduct(hub.database.pool);
  await control.putProducts("amazon", "seller", [{ sku: other.sku, title: other.sku, stock: 5 }]);
  await makeListing(hub.database.pool, {
    ...{ channel: hub.channel, product: other, platformId: other.sku, sku: other.sku, published: 0 },
  });
  const both = [
    { sku: hub.sku, quantity: 1 },
    { sku: other.sku, quantity: 1 },
  ];
  await control.placeOrder("amazon", "seller", { lines: both });
  await hub.queueJob("poll_orders");
  await until("both lines are known", async () => (await lines()).length === 2);
  const all = await lines();
  await ask(all, "asked_by_buyer");
  await until("both were told", async () => (await said()).filter(({ isTold }) => isTold).length === 2);
  expect((await lines()).map(({ open }) => open)).toEqual([0, 0]);
});
