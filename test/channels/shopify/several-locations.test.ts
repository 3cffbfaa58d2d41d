import { createConnector } from "@stockpool/channels";
import { startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmed, signal, wanted } from "../../conformance/ask.ts";

const locations = [
  { name: "Warehouse", country: "NL" },
  { name: "Store", country: "NL" },
];
const client = { clientId: "client", clientSecret: "hush" };

async function openShop() {
  const sandbox = await startSandbox();
  const { domain, path, locations: made } = await sandbox.control.putShopify("shop", { ...client, locations });
  const [warehouse = "", store = ""] = made.map(({ id }) => id);
  const connector = createConnector({
    ...{ platform: "shopify", baseUrl: `${sandbox.url}${path}`, credentials: { ...client, shop: domain } },
    ...{ settings: { locationId: warehouse, otherLocationIds: [store] }, allowHttp: true },
  });
  let made2 = 0;
  const addListing = async (stock: Record<string, number>) => {
    made2 += 1;
    const sku = `SKU-${made2}`;
    const [ids] = await sandbox.control.putProducts("shopify", "shop", [{ sku, title: sku, stock }]);
    if (!ids) throw new Error("no product");
    return { listingId: sku, platformId: ids.platformId, platformStockId: ids.platformStockId };
  };
  const split = (atWarehouse: number, atStore: number) => [
    { platformLocationId: warehouse, quantity: atWarehouse },
    { platformLocationId: store, quantity: atStore },
  ];
  return { sandbox, connector, addListing, split, warehouse, store, baseUrl: `${sandbox.url}${path}`, domain };
}

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.close());

/** What each location shows, as a connector that knows only that one reads it. */
async function shownAt(locationId: string, listing: Parameters<typeof wanted>[0]) {
  const one = createConnector({
    ...{ platform: "shopify", baseUrl: shop.baseUrl, credentials: { ...client, shop: shop.domain } },
    ...{ settings: { locationId }, allowHttp: true },
  });
  return (await one.readQuantities([listing], signal))[0]?.quantity;
}

test("a quantity is divided over the locations, and reads back as their sum", async () => {
  const listing = await shop.addListing({ Warehouse: 5, Store: 0 });
  const row = { ...wanted(listing, { quantity: 9, expected: 5 }), split: shop.split(6, 3) };
  expect((await shop.connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing)]);
  expect(await shownAt(shop.warehouse, listing)).toBe(6);
  expect(await shownAt(shop.store, listing)).toBe(3);
  expect(await shop.connector.readQuantities([listing], signal)).toEqual([{ listingId: "SKU-1", quantity: 9 }]);
});

test("units move between locations though the sum stays", async () => {
  const listing = await shop.addListing({ Warehouse: 5, Store: 1 });
  const row = { ...wanted(listing, { quantity: 6, expected: 6 }), split: shop.split(2, 4) };
  expect((await shop.connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing)]);
  expect([await shownAt(shop.warehouse, listing), await shownAt(shop.store, listing)]).toEqual([2, 4]);
});

test("a sale at one of the locations makes the row stale, and neither location is written", async () => {
  const [sold, other] = [await shop.addListing({ Warehouse: 5, Store: 2 }), await shop.addListing({ Warehouse: 5 })];
  await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: sold.listingId, quantity: 1 }] });
  const rows = [
    { ...wanted(sold, { quantity: 9, expected: 7 }), split: shop.split(6, 3) },
    { ...wanted(other, { quantity: 4, expected: 5 }), split: shop.split(3, 1) },
  ];
  const { results } = await shop.connector.pushQuantities(rows, signal);
  expect(results).toContainEqual({ kind: "stale", listingId: sold.listingId, live: 6 });
  expect(results).toContainEqual(confirmed(other));
  expect((await shownAt(shop.warehouse, sold)) ?? 0).toBeLessThanOrEqual(5);
  expect([await shownAt(shop.warehouse, other), await shownAt(shop.store, other)]).toEqual([3, 1]);
});

test("without a split that adds up all goes to the first location", async () => {
  const listing = await shop.addListing({ Warehouse: 1, Store: 4 });
  const row = { ...wanted(listing, { quantity: 8, expected: 5 }), split: shop.split(1, 1) };
  expect((await shop.connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing)]);
  expect([await shownAt(shop.warehouse, listing), await shownAt(shop.store, listing)]).toEqual([8, 0]);
});

test("250 rows at two locations go in two calls, each within Shopify's limit", async () => {
  const listings = await Promise.all(Array.from({ length: 250 }, () => shop.addListing({ Warehouse: 1 })));
  const since = performance.timeOrigin + performance.now();
  const rows = listings.map((listing) => ({
    ...wanted(listing, { quantity: 3, expected: 1 }),
    split: shop.split(2, 1),
  }));
  const { results } = await shop.connector.pushQuantities(rows, signal);
  expect(results).toHaveLength(250);
  expect(results.every(({ kind }) => kind === "confirmed")).toBe(true);
  const writes = await shop.sandbox.control.requests({ since, operation: "inventorySetQuantities" });
  expect(writes.map(({ quantities }) => quantities.length)).toEqual([250, 250]);
});
