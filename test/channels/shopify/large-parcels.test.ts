import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";
import { shopifyWorld } from "../make/shopify-world.ts";

const count = 300;
let world: SandboxWorld;

beforeAll(async () => {
  world = await shopifyWorld({ bucketMax: 20_000, restorePerSecond: 2_000 });
});
afterAll(() => world.stop());

test("a parcel of more lines than Shopify takes in a list is told once, with a tracking number or without", async () => {
  const goods = Array.from({ length: count }, (_, index) => ({ sku: `BIG-${index}`, title: "Mug", stock: 1 }));
  await world.sandbox.control.putProducts("shopify", "shop", goods);
  const lines = goods.map(({ sku }) => ({ sku, quantity: 1 }));
  const placed = await world.sandbox.control.placeOrder("shopify", "shop", { lines });
  if (!placed.placed) throw new Error(placed.refused);
  const platformOrderId = placed.orderId;
  const order = await world.connector.readOrder(platformOrderId, signal);
  const all = (order?.lines ?? []).map(({ platformLineId }) => ({ platformLineId, quantity: 1, toldBefore: 0 }));
  const parcel = { shipmentId: "big", platformOrderId, lines: all, carrier: null, tracking: null, trackingUrl: null };
  expect(await world.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  expect(await world.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  const after = await world.connector.readOrder(platformOrderId, signal);
  expect(after?.lines.filter(({ shipped }) => shipped === 1)).toHaveLength(count);
  expect(await world.sandbox.control.requests({ operation: "fulfillmentCreate" })).toHaveLength(1);
});
