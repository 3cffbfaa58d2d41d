import { type Connector, createConnector } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { confirmed, signal, wanted } from "../../conformance/ask.ts";
import { clientSecret, openShop, type TestShop } from "../../sandbox/make/shop.ts";

let shop: TestShop;
afterEach(async () => {
  expect(await shop.sandbox.control.violations()).toEqual([]);
  await shop.close();
});

async function open(stocks: Parameters<typeof openShop>[0], places: string[]): Promise<Connector> {
  shop = await openShop(stocks, {}, { locations: places.map((name) => ({ name, country: "NL" })) });
  const [locationId, ...otherLocationIds] = shop.locationIds;
  return createConnector({
    ...{ platform: "shopify", baseUrl: shop.url, settings: { locationId, otherLocationIds }, allowHttp: true },
    credentials: { shop: "shop.myshopify.com", clientId: "app", clientSecret },
  });
}

function listing(index: number) {
  const ids = shop.products[index];
  if (!ids) throw new Error(`there is no product ${index}`);
  return { listingId: ids.sku, platformId: ids.platformId, platformStockId: ids.platformStockId };
}

/** The shop ceases to stock an item at a place, and keeps what it counted there. */
async function ceaseToStock(index: number, place: number): Promise<void> {
  const level = "inventoryLevel(locationId: $at) { id }";
  const { data } = await shop.graphql(`query L($id: ID!, $at: ID!) { inventoryItem(id: $id) { ${level} } }`, {
    ...{ id: listing(index).platformStockId, at: shop.locationIds[place] },
  });
  const act = "mutation D($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { message } } }";
  await shop.graphql(act, data.inventoryItem.inventoryLevel);
}

test("an item that the shop no longer stocks is rejected by name, read as unknown, and holds up no other row", async () => {
  const connector = await open([5, 5, 5], ["Warehouse"]);
  await ceaseToStock(0, 0);
  const rows = [0, 1, 2].map((index) => wanted(listing(index), { quantity: 4, expected: index === 0 ? 0 : 5 }));
  const { results } = await connector.pushQuantities(rows, signal);
  const error = expect.stringMatching(/no longer stocks this item/);
  expect(results).toContainEqual({ kind: "rejected", listingId: "SKU-1", error });
  for (const index of [1, 2]) expect(results).toContainEqual(confirmed(listing(index)));
  const read = await connector.readQuantities([listing(0), listing(1)], signal);
  expect(read).toEqual([{ listingId: "SKU-2", quantity: 4 }]);
});

test("where one of several places no longer stocks an item, the others show all of it", async () => {
  const connector = await open([{ Warehouse: 5, Store: 2 }], ["Warehouse", "Store"]);
  await ceaseToStock(0, 1);
  const [warehouse = "", store = ""] = shop.locationIds;
  const split = [
    { platformLocationId: warehouse, quantity: 4 },
    { platformLocationId: store, quantity: 2 },
  ];
  const row = { ...wanted(listing(0), { quantity: 6, expected: 5 }), split };
  expect((await connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing(0))]);
  expect(await connector.readQuantities([listing(0)], signal)).toEqual([{ listingId: "SKU-1", quantity: 6 }]);
  expect(await shop.sandbox.control.stock("shopify", "shop")).toEqual({ "SKU-1": 6 });
});
