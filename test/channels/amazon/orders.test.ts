import { randomUUID } from "node:crypto";
import { type Connector, type PlatformOrder, RateLimited } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { type AmazonAccount, amazonAccount, signal } from "../make/amazon-account.ts";

let account: AmazonAccount;

afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

const minuteAgo = () => new Date(Date.now() - 60_000);

async function start(...settings: Parameters<typeof amazonAccount>): Promise<void> {
  account = await amazonAccount(...settings);
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 5_000 }]);
}

async function buy(quantity = 1, more: { fulfilmentMethod?: "FBB"; placedAt?: string } = {}): Promise<string> {
  const placed = await account.control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity }], ...more });
  if (!placed.placed) throw new Error(placed.refused);
  return placed.orderId;
}

async function pull(connector: Connector, since = minuteAgo()): Promise<PlatformOrder[]> {
  const orders: PlatformOrder[] = [];
  for await (const page of connector.pullOrders(since, signal)) orders.push(...page);
  return orders;
}

test("an order that is still pending is open, and cannot be shipped yet", async () => {
  await start({ pendingMs: 60_000 });
  const platformOrderId = await buy(2);
  const [order] = await pull(account.connector);
  expect(order?.lines).toMatchObject([{ platformId: "A", sku: "A", ordered: 2, cancelled: 0, shipped: 0 }]);
  const lines = [{ platformLineId: order?.lines[0]?.platformLineId ?? "", quantity: 2, toldBefore: 0 }];
  const parcel = {
    shipmentId: randomUUID(),
    platformOrderId,
    lines,
    carrier: "PostNL",
    tracking: "3S",
    trackingUrl: null,
  };
  expect(await account.connector.ship(parcel, signal)).toMatchObject({ kind: "refused", error: /pending/ });
});

test("a part that is shipped by hand is shipped, the rest stays open", async () => {
  await start();
  const platformOrderId = await buy(3);
  const order = await account.connector.readOrder(platformOrderId, signal);
  const lines = [{ platformLineId: order?.lines[0]?.platformLineId ?? "", quantity: 1, toldBefore: 0 }];
  const parcel = {
    shipmentId: randomUUID(),
    platformOrderId,
    lines,
    carrier: "Fietskoerier",
    tracking: "F1",
    trackingUrl: null,
  };
  expect(await account.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  expect(await account.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  expect((await account.connector.readOrder(platformOrderId, signal))?.lines).toMatchObject([
    { ordered: 3, cancelled: 0, shipped: 1 },
  ]);
});

test("an order that Amazon fulfils is marked as such", async () => {
  account = await amazonAccount();
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", fba: { fulfillable: 5 } }]);
  await buy(1, { fulfilmentMethod: "FBB" });
  expect(await pull(account.connector)).toMatchObject([{ fulfilledBy: "platform" }]);
});

test("orders of the last two minutes are not listed, and asking for them is no error", async () => {
  await start({ horizonMs: 120_000 });
  await buy();
  expect(await pull(account.connector, new Date())).toEqual([]);
  await account.change({ horizonMs: 0 });
  expect(await pull(account.connector, minuteAgo())).toHaveLength(1);
});

test("at one page a time, with an order in between, a pull reaches its end and gives every order", async () => {
  await start({ horizonMs: 120_000 });
  const ago = (minutes: number) => ({ placedAt: new Date(Date.now() - minutes * 60_000).toISOString() });
  const placed: string[] = [];
  for (let number = 0; number < 250; number++) placed.push(await buy(1, ago(10)));
  const since = new Date(Date.now() - 20 * 60_000);
  const end = await pullPageByPage(since, async () => void placed.push(await buy(1, ago(2.5))));
  expect(end.broken).toBe(3);
  expect(new Set(end.orders.map(({ platformOrderId }) => platformOrderId))).toEqual(new Set(placed));
});

/** Amazon gives one page, then wants a pause, again and again. */
async function pullPageByPage(since: Date, between: () => Promise<void>) {
  const limit = { on: "request", platform: "amazon", operation: "searchOrders", action: "rate_limit" } as const;
  for (let broken = 0; broken < 20; broken++) {
    await account.control.removeFaults();
    await account.control.plantFault({ ...limit, after: 1 });
    const orders = await pull(account.connector, since).catch((error: unknown) => error);
    if (Array.isArray(orders)) return { orders, broken };
    expect(orders).toBeInstanceOf(RateLimited);
    if (broken === 1) await between();
  }
  throw new Error("the pull never ended");
}
