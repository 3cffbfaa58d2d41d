import type { WarehouseStock } from "@stockpool/channels";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pull, signal } from "../../conformance/ask.ts";
import { bolWorld } from "../make/bol-world.ts";
import { ean } from "../make/ean.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

let world: SandboxWorld;

beforeAll(async () => {
  world = await bolWorld(100);
});
beforeEach(() => world.heal());
afterAll(() => world.stop());

async function warehouse(): Promise<WarehouseStock[]> {
  const found: WarehouseStock[] = [];
  for await (const page of world.connector.readWarehouse?.(signal) ?? []) found.push(...page);
  return found;
}

async function keep(number: number, regular: number, graded = 0) {
  const product = { sku: `LVB-${number}`, barcode: ean(70_000 + number), title: `LVB ${number}`, stock: 3 };
  await world.sandbox.control.putProducts("bol", "shop", [{ ...product, lvb: { regular, graded } }]);
}

test("everything in bol's warehouse is read, in pages, by barcode, regular and graded apart", async () => {
  for (let number = 0; number < 120; number++) await keep(number, number, 1);
  const found = await warehouse();
  expect(found).toHaveLength(120);
  const units = new Map(found.map(({ barcode, sellable, unavailable }) => [barcode, [sellable, unavailable]]));
  for (let number = 0; number < 120; number++) expect(units.get(ean(70_000 + number))).toEqual([number, 1]);
});

test("a reading that breaks off is trouble, and not a smaller warehouse", async () => {
  for (let number = 0; number < 60; number++) await keep(number, 4);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation: "GET /retailer/inventory", action: "server_error" },
    ...{ after: 1, times: 9 },
  });
  await expect(warehouse()).rejects.toMatchObject({ name: "PlatformError" });
});

test("of an order with lines from both places, only the merchant's own are kept", async () => {
  await keep(1, 9);
  const listing = await world.addListing(9);
  const since = new Date();
  const lines = [
    { sku: world.skuOf(listing), quantity: 2 },
    { sku: "LVB-1", quantity: 1, fulfilmentMethod: "FBB" as const },
  ];
  const placed = await world.sandbox.control.placeOrder("bol", "shop", { lines });
  const order = (await pull(world.connector, since)).find(({ name }) => placed.placed && name === placed.name);
  expect(order?.fulfilledBy).toBe("merchant");
  expect(order?.lines).toMatchObject([{ platformId: listing.platformId, ordered: 2 }]);
  expect((await warehouse()).find(({ barcode }) => barcode === ean(70_001))?.sellable).toBe(8);
});
