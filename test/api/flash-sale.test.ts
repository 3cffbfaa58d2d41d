import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { importOrder } from "./orders.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const sale = `id endedAt products { sku }
  figures { shortUnits rulesKept sold { units channel { code } } soldOut { product { sku } } }`;
const start = `mutation ($key: String!, $productIds: [ID!]!, $endsAt: DateTime!) {
  done: startFlashSale(key: $key, name: "Friday", productIds: $productIds, endsAt: $endsAt) {
    ... on FlashSaleDone { flashSale { ${sale} } } ... on Refusal { code } } }`;
const end = `mutation ($id: ID!) { done: endFlashSale(flashSaleId: $id) {
  ... on FlashSaleDone { flashSale { ${sale} } } ... on Refusal { code } } }`;

interface Done {
  done: { flashSale: { id: string; endedAt: string | null; figures: object } };
}

test("a sale tells what it came to while it runs, and the same when it is over", async () => {
  const { product, channel, listing } = await importOrder(world, await makeLocation(world.pool), 2, 5);
  await world.pool.query(`update "order" set placed_at = placed_at - interval '1 minute'`);
  const endsAt = new Date(Date.now() + 60_000).toISOString();
  const productIds = [nodeId("Product", product.id)];
  const started = await world.ask<Done>(start, { key: randomUUID(), productIds, endsAt });
  const none = { sold: [], shortUnits: 0, rulesKept: null, soldOut: [] };
  expect(started.done.flashSale).toMatchObject({ endedAt: null, products: [{ sku: product.sku }], figures: none });
  const at = new Date();
  const line = { platformLineId: "1", platformId: listing.platformId, sku: product.sku, title: product.title };
  const order = {
    ...{ platformOrderId: randomUUID(), name: "#1002", placedAt: at, updatedAt: at, country: "NL" },
    fulfilledBy: "merchant" as const,
    lines: [{ ...line, ordered: 4, cancelled: 0, shipped: 0 }],
  };
  await applyBatch(world.pool, [{ verb: "import_order", channelId: channel.id, actor: "test", order }], at);
  const figures = {
    ...{ sold: [{ units: 4, channel: { code: channel.code } }], shortUnits: 1, rulesKept: null },
    soldOut: [{ product: { sku: product.sku } }],
  };
  const { flashSales } = await world.ask<{ flashSales: object[] }>(`{ flashSales { ${sale} } }`);
  expect(flashSales).toMatchObject([{ endedAt: null, figures }]);
  const { done } = await world.ask<Done>(end, { id: started.done.flashSale.id });
  expect(done.flashSale.endedAt).not.toBeNull();
  expect(done.flashSale.figures).toEqual(figures);
});
