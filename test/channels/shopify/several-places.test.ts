import { createConnector, type PlatformShipment } from "@stockpool/channels";
import { startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import { signal } from "../../conformance/ask.ts";

const client = { clientId: "client", clientSecret: "hush" };
const locations = ["Warehouse", "Store", "Attic"].map((name) => ({ name, country: "NL" }));

async function openShop() {
  const sandbox = await startSandbox();
  const limits = { bucketMax: 20_000, restorePerSecond: 2_000 };
  const {
    domain,
    path,
    locations: made,
  } = await sandbox.control.putShopify("shop", {
    ...client,
    ...limits,
    locations,
  });
  const connector = createConnector({
    ...{ platform: "shopify", baseUrl: `${sandbox.url}${path}`, credentials: { ...client, shop: domain } },
    ...{ settings: { locationId: made[0]?.id }, allowHttp: true },
    budgets: { ...ownBudgets(), pause: () => {} },
  });
  return { sandbox, connector };
}

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.close());

let made = 0;

/** An order of so many units of each good; goods lie where they are said to. */
async function ordered(goods: { stock: Record<string, number>; units: number }[]) {
  const products = goods.map(({ stock }) => {
    made += 1;
    return { sku: `SKU-${made}`, title: `SKU-${made}`, stock };
  });
  await shop.sandbox.control.putProducts("shopify", "shop", products);
  const lines = products.map(({ sku }, index) => ({ sku, quantity: goods[index]?.units ?? 0 }));
  const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines });
  if (!placed.placed) throw new Error(placed.refused);
  return placed.orderId;
}

async function parcelOf(
  platformOrderId: string,
  tracking: string | null,
  unitsOf = (ordered: number) => ordered,
): Promise<PlatformShipment> {
  const order = await shop.connector.readOrder(platformOrderId, signal);
  const lines = (order?.lines ?? []).map(({ platformLineId, ordered }) => ({
    ...{ platformLineId, quantity: unitsOf(ordered), toldBefore: 0 },
  }));
  return { shipmentId: "parcel", platformOrderId, lines, carrier: "PostNL", tracking, trackingUrl: null };
}

async function shipped(orderId: string): Promise<number[]> {
  const order = await shop.connector.readOrder(orderId, signal);
  return (order?.lines ?? []).map((line) => line.shipped);
}

/** Calls that took effect, of those that were made meanwhile. */
async function callsMeanwhile(act: () => Promise<unknown>): Promise<number> {
  const since = performance.timeOrigin + performance.now();
  await act();
  return (await shop.sandbox.control.requests({ since, operation: "fulfillmentCreate" })).length;
}

const ship = (parcel: PlatformShipment) => shop.connector.ship(parcel, signal);

test.each([["3SPLACES"], [null]])(
  "a parcel that waits at two places is told at each, once; number: %s",
  async (tracking) => {
    const orderId = await ordered([{ stock: { Warehouse: 2, Store: 3 }, units: 5 }]);
    const parcel = await parcelOf(orderId, tracking);
    expect(await callsMeanwhile(async () => expect(await ship(parcel)).toEqual({ kind: "told" }))).toBe(2);
    expect(await shipped(orderId)).toEqual([5]);
    expect(await callsMeanwhile(async () => expect(await ship(parcel)).toEqual({ kind: "told" }))).toBe(0);
    expect(await shop.sandbox.control.stock("shopify", "shop")).toMatchObject({ [`SKU-${made}`]: 0 });
  },
);

test("a place that has the whole parcel is the only one that is told of", async () => {
  const orderId = await ordered([
    { stock: { Warehouse: 2, Store: 3 }, units: 5 },
    { stock: { Store: 1 }, units: 1 },
  ]);
  const parcel = await parcelOf(orderId, "3SWHOLE", () => 1);
  expect(await callsMeanwhile(() => ship(parcel))).toBe(1);
  expect(await shipped(orderId)).toEqual([1, 1]);
});

test.each([
  ["lost before it took effect", "lose_before", "3SLOSTBEFORE", 1],
  ["lost before it took effect", "lose_before", null, 1],
  ["answered to nobody", "lose_after", "3SLOSTAFTER", 0],
  ["answered to nobody", "lose_after", null, 0],
] as const)(
  "when its second call is %s (%s), a repetition tells the rest only; number: %s",
  async (_what, action, tracking, left) => {
    const orderId = await ordered([{ stock: { Warehouse: 2, Store: 2, Attic: 1 }, units: 4 }]);
    const parcel = await parcelOf(orderId, tracking);
    const fault = { on: "request", platform: "shopify", operation: "fulfillmentCreate", action } as const;
    await shop.sandbox.control.plantFault({ ...fault, after: 1, times: 1 });
    await expect(ship(parcel)).rejects.toMatchObject({ name: "OutcomeUnknown" });
    expect(await callsMeanwhile(async () => expect(await ship(parcel)).toEqual({ kind: "told" }))).toBe(left);
    expect(await shipped(orderId)).toEqual([4]);
  },
);

test("a second parcel under the number of the first is told too", async () => {
  const orderId = await ordered([{ stock: { Warehouse: 3 }, units: 3 }]);
  const first = await parcelOf(orderId, "3SSAME", () => 1);
  expect(await ship(first)).toEqual({ kind: "told" });
  const second = { ...first, lines: first.lines.map((line) => ({ ...line, quantity: 2, toldBefore: 1 })) };
  expect(await ship(second)).toEqual({ kind: "told" });
  expect(await ship(second)).toEqual({ kind: "told" });
  expect(await shipped(orderId)).toEqual([3]);
});

test("a parcel of more units than wait anywhere is refused, and tells nothing", async () => {
  const orderId = await ordered([{ stock: { Warehouse: 1, Store: 1 }, units: 2 }]);
  const parcel = await parcelOf(orderId, "3SMORE", () => 3);
  expect(await ship(parcel)).toMatchObject({ kind: "refused", error: expect.stringMatching(/^not all of these wait/) });
  expect(await shipped(orderId)).toEqual([0]);
});
