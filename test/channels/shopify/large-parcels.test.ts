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

const goods = Array.from({ length: count }, (_, index) => ({ sku: `BIG-${index}`, title: "Mug", stock: 3 }));

async function linesOf(platformOrderId: string) {
  return (await world.connector.readOrder(platformOrderId, signal))?.lines ?? [];
}

test.each([
  ["all that waits there", count, "3SALL"],
  ["all that waits there", count, null],
  ["not all that waits there", 270, null],
])("a parcel of more lines than Shopify takes in a list, %s, is told once", async (_what, size, tracking) => {
  const { control } = world.sandbox;
  await control.putProducts("shopify", "shop", goods);
  const placed = await control.placeOrder("shopify", "shop", { lines: goods.map(({ sku }) => ({ sku, quantity: 1 })) });
  if (!placed.placed) throw new Error(placed.refused);
  const since = performance.timeOrigin + performance.now();
  const platformOrderId = placed.orderId;
  const all = (await linesOf(platformOrderId)).map(({ platformLineId }) => ({
    platformLineId,
    quantity: 1,
    toldBefore: 0,
  }));
  const lines = all.slice(count - size);
  const parcel = { shipmentId: "big", platformOrderId, lines, carrier: null, tracking, trackingUrl: null };
  expect(await world.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  expect(await world.connector.ship(parcel, signal)).toEqual({ kind: "told" });
  const sent = (await linesOf(platformOrderId)).filter(({ shipped }) => shipped === 1);
  expect(sent.map(({ platformLineId }) => platformLineId)).toEqual(lines.map(({ platformLineId }) => platformLineId));
  expect(await control.requests({ since, operation: "fulfillmentCreate" })).toHaveLength(2);
});
