import { afterEach, describe, expect, test } from "vitest";
import { openShop, setQuantities, type TestShop, toAvailable } from "./make/shop.ts";
import { until } from "./make/until.ts";

let shop: TestShop;
afterEach(() => shop.close());

const send = async (method: string, path: string, body: unknown) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${shop.sandbox.url}/control/${path}`, { method, body: text });
  return { status: response.status, body: await response.json() };
};

describe("bad input", () => {
  test.each([
    ["POST", "shopify/shop/orders", { lines: [{ sku: "SKU-1", quantity: 0 }] }, 400, "quantity"],
    ["POST", "shopify/shop/orders", { lines: [] }, 400, "lines"],
    ["POST", "shopify/shop/orders", "{", 400, "not JSON"],
    ["POST", "shopify/nobody/orders", { lines: [{ sku: "SKU-1", quantity: 1 }] }, 404, "no shopify shop nobody"],
    ["POST", "shopify/shop/orders", { lines: [{ sku: "X", quantity: 1 }] }, 409, "does not sell SKU X"],
    ["PUT", "shopify/Bad Name", { clientId: "a", clientSecret: "b" }, 400, "lower-case"],
    ["PUT", "shopify/shop/products", [{ sku: "A", title: "A", stock: { Nowhere: 1 } }], 400, "no location Nowhere"],
    [
      "POST",
      "shopify/shop/orders",
      { lines: [{ sku: "SKU-1", quantity: 1 }], country: "QQ" },
      400,
      "QQ is no CountryCode",
    ],
    ["PUT", "shopify/shop/stock", [{ sku: "X", quantity: 1 }], 400, "does not sell SKU X"],
    ["POST", "faults", { on: "request", action: "explode" }, 400, "action"],
    ["POST", "buyers", { ordersPerMinute: -1 }, 400, "ordersPerMinute"],
    ["POST", "shopify/shop/orders/1/cancel", {}, 404, "no order 1"],
    ["POST", "nothing", {}, 404, "no POST /control/nothing"],
  ])("%s %s %j is answered %i and says what is wrong", async (method, path, body, status, message) => {
    shop = await openShop([5]);
    const answer = await send(method, path, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(message);
    expect(await shop.sandbox.control.stock("shopify", "shop")).toEqual({ "SKU-1": 5 });
  });
});

test("the request log tells when a platform was called, with what, and whether it took effect", async () => {
  shop = await openShop([5]);
  const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-1", quantity: 1 }] });
  const soldAt = placed.placed ? placed.soldAt : 0;
  const write = (from: number, key: string) =>
    shop.graphql(setQuantities, { input: toAvailable(shop, [{ index: 0, quantity: 2, from }]), key });
  await write(5, "stale");
  await write(4, "good");
  const requests = await shop.sandbox.control.requests({ since: soldAt, operation: "inventorySetQuantities" });
  const stockId = shop.products[0]?.platformStockId;
  expect(requests).toMatchObject([
    { platform: "shopify", shop: "shop", status: 200, isApplied: false },
    { isApplied: true, quantities: [{ sku: "SKU-1", stockId, quantity: 2 }] },
  ]);
  for (const { at, answeredAt } of requests) {
    expect(at).toBeGreaterThan(soldAt);
    expect(answeredAt).toBeGreaterThan(at);
  }
});

test("thousands of products and orders go in by a few calls, and every unit is accounted for", async () => {
  shop = await openShop([]);
  const products = Array.from({ length: 3_000 }, (_, index) => ({ sku: `P-${index}`, title: `P ${index}`, stock: 20 }));
  expect(await shop.sandbox.control.putProducts("shopify", "shop", products)).toHaveLength(3_000);
  const orders = Array.from({ length: 500 }, (_, order) => ({
    lines: Array.from({ length: 20 }, (_, line) => ({ sku: `P-${(order * 20 + line) % 3_000}`, quantity: 1 })),
  }));
  const placed = await shop.sandbox.control.placeOrders("shopify", "shop", orders);
  expect(placed.every((result) => result.placed)).toBe(true);
  const left = Object.values(await shop.sandbox.control.stock("shopify", "shop")).reduce(
    (sum, units) => sum + units,
    0,
  );
  expect(left).toBe(3_000 * 20 - 500 * 20);
});

test("buyers buy what is there, never more, and stop when told", async () => {
  shop = await openShop([3, 4]);
  const { control } = shop.sandbox;
  await control.buyers({ ordersPerMinute: 60_000 });
  await until(async () => Object.values(await control.stock("shopify", "shop")).every((units) => units === 0));
  await control.buyers({ ordersPerMinute: 0 });
  const orders = await control.orders("shopify", "shop");
  const sold = orders.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
  expect(sold).toBe(7);
});
