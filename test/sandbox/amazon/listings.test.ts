import { afterEach, expect, test } from "vitest";
import { openSeller, type TestSeller } from "../make/seller.ts";

let seller: TestSeller;
/** What takes effect later does so after two seconds, so that a slow machine still sees what was before. */
const patient = { timeout: 15_000 };

afterEach(async () => {
  expect(await seller.sandbox.control.violations()).toEqual([]);
  await seller.close();
});

const shown = async (sku = "A") => (await seller.sandbox.control.stock("amazon", "seller"))[sku];
const own = (quantity: number) => ({ fulfillment_channel_code: "DEFAULT", quantity });
const buy = (quantity: number) =>
  seller.sandbox.control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity }] });

test("a write is accepted at once and shown later; what is submitted is told apart from what is live", async () => {
  seller = await openSeller({ effectMs: 2_000 });
  expect(await seller.patch("A", "merge", own(9))).toMatchObject({ status: 200, body: { status: "ACCEPTED" } });
  const item = await seller.item("A");
  expect(item.fulfillmentAvailability).toEqual([{ fulfillmentChannelCode: "DEFAULT", quantity: 5 }]);
  expect(item.attributes.fulfillment_availability).toMatchObject([{ quantity: 9 }]);
  await expect.poll(() => shown(), patient).toBe(9);
});

test("a write is absolute: it forgets what was sold between its acceptance and its effect", async () => {
  seller = await openSeller({ effectMs: 2_000 });
  await seller.patch("A", "merge", own(5));
  await buy(2);
  expect(await shown()).toBe(3);
  await expect.poll(() => shown(), patient).toBe(5);
});

test("an accepted write may get lost", async () => {
  seller = await openSeller({ effectsToLose: 1 });
  expect((await seller.patch("A", "merge", own(9))).body.status).toBe("ACCEPTED");
  expect(await shown()).toBe(5);
  await seller.patch("A", "merge", own(8));
  expect(await shown()).toBe(8);
});

test("merging keeps the handling time, replacing wipes it out", async () => {
  seller = await openSeller();
  await seller.patch("A", "merge", own(9));
  expect((await seller.item("A")).attributes.fulfillment_availability).toMatchObject([
    { lead_time_to_ship_max_days: 3 },
  ]);
  await seller.patch("A", "replace", own(8));
  expect((await seller.item("A")).attributes.fulfillment_availability).toEqual([own(8)]);
});

test("writing units for a SKU at Amazon gives it a second channel instead of an error", async () => {
  seller = await openSeller();
  await seller.sandbox.control.putProducts("amazon", "seller", [{ sku: "F", title: "F", fba: { fulfillable: 4 } }]);
  expect((await seller.item("F")).fulfillmentAvailability).toEqual([{ fulfillmentChannelCode: "AMAZON_EU" }]);
  await seller.patch("F", "merge", own(2));
  expect((await seller.item("F")).fulfillmentAvailability).toEqual([
    { fulfillmentChannelCode: "DEFAULT", quantity: 2 },
    { fulfillmentChannelCode: "AMAZON_EU" },
  ]);
});

test("what is wrong is answered with 200, INVALID and its issues", async () => {
  seller = await openSeller();
  for (const given of [
    await seller.patch("gone", "merge", own(1)),
    await seller.patch("A", "merge", { fulfillment_channel_code: "AMAZON_EU", quantity: 1 }),
    await seller.patch("A", "merge", { fulfillment_channel_code: "DEFAULT", quantity: -1 }),
  ]) {
    expect(given).toMatchObject({ status: 200, body: { status: "INVALID", issues: [{ severity: "ERROR" }] } });
  }
  expect(await shown()).toBe(5);
});

test("a sale takes units at once, while its order is pending, and every marketplace shows the same", async () => {
  seller = await openSeller({ pendingMs: 2_000, marketplaceIds: ["A1805IZSGTT6HS", "A1PA6795UKMFR9"] });
  await buy(2);
  expect(await shown()).toBe(3);
  const [order] = await orders();
  expect(order.fulfillment.fulfillmentStatus).toBe("PENDING");
  const status = async () => (await orders())[0].fulfillment.fulfillmentStatus;
  await expect.poll(status, patient).toBe("UNSHIPPED");
  const path = "/listings/2021-08-01/items/A3TH9S8BH6GOGM/A?includedData=fulfillmentAvailability&marketplaceIds=";
  for (const id of ["A1805IZSGTT6HS", "A1PA6795UKMFR9"]) {
    expect((await seller.call("GET", path + id)).body.fulfillmentAvailability).toMatchObject([{ quantity: 3 }]);
  }
});

test("a cancelled order gives its units back, unless the seller had none", async () => {
  seller = await openSeller();
  const { control } = seller.sandbox;
  for (const [reason, left] of [
    ["BuyerCancelled", 5],
    ["NoInventory", 3],
  ] as const) {
    const placed = await buy(2);
    if (!placed.placed) throw new Error(placed.refused);
    await control.cancel("amazon", "seller", placed.orderId, { reason });
    expect(await shown()).toBe(left);
  }
});

async function orders() {
  const path = "/orders/2026-01-01/orders?includedData=FULFILLMENT&lastUpdatedAfter=2020-01-01T00:00:00Z";
  return (await seller.call("GET", path)).body.orders;
}
