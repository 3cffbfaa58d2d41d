import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { startWorker, type Worker } from "@stockpool/worker";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "../worker/make/until.ts";
import { type Call, caller, recipe } from "./read-recipe.ts";
import { readStream, type Stream } from "./stream.ts";
import { type ApiWorld, makeApiWorld, nodeId, readJson, stockpoolSecret } from "./world.ts";

let world: ApiWorld;
let worker: Worker;
beforeAll(async () => {
  world = await makeApiWorld();
  const logger = pino({ level: "silent" });
  const options = { databaseUrl: world.db.url, secret: stockpoolSecret, allowHttp: true, webhookBaseUrl: null };
  worker = await startWorker({ ...options, logger });
});
afterAll(async () => {
  await worker.stop();
  await world.close();
});

interface Told {
  publishedChanged: { startPoint: string | null; quantities: { sku: string; quantity: number }[] };
}

test("the recipe in docs/platforms/own-systems.md runs a portal and a till with a key alone, and tells every number", async () => {
  const product = await makeProduct(world.pool, { sku: "MUG-01" });
  const location = await makeLocation(world.pool, { code: "main" });
  const act = { verb: "receive", key: randomUUID(), actor: "test", reason: "delivery" } as const;
  await applyBatch(world.pool, [{ ...act, productId: product.id, locationId: location.id, quantity: 10 }], new Date());
  const { createApiKey } = await world.ask<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(name: "portal") { key } }',
  );
  const words = new Map([
    ["KEY", createApiKey.key],
    ["PRODUCT_ID", nodeId("Product", product.id)],
    ["LOCATION_ID", nodeId("Location", location.id)],
    ["EXPIRES_AT", new Date(Date.now() + 900_000).toISOString()],
  ]);
  const call = caller(world, words);
  const send = async <Body>(one: Call | undefined) => (await readJson<{ data: Body }>(await call(one))).data;
  const calls = recipe("platforms/own-systems.md", "a portal and a till");
  const [connect, catalogue, availability, hold, place, change, cancel, sell, undo, subscribe, ...others] = calls;
  expect(others).toEqual([]);

  const { connectChannel } = await send<{ connectChannel: { channel: { id: string; isLive: boolean } } }>(connect);
  expect(connectChannel).toMatchObject({ channel: { isLive: true } });
  words.set("CHANNEL_ID", connectChannel.channel.id);
  expect(await send(catalogue)).toMatchObject({ products: { edges: [{ node: { sku: "MUG-01", barcodes: [] } }] } });
  await until("the portal offers the catalogue", async () => offered(await send(availability)) === 10);
  const stream = await readStream<Told>(await call(subscribe));
  expect(await toldNext(stream)).toBe(10);

  const { holdUnits } = await send<{ holdUnits: { hold: { id: string } } }>(hold);
  words.set("HOLD_ID", holdUnits.hold.id);
  expect(await toldNext(stream)).toBe(7);
  expect(await send(place)).toMatchObject({
    placeOrder: { isRepeated: false, order: { name: "1001", status: "open" } },
  });
  expect(await send(place)).toMatchObject({ placeOrder: { isRepeated: true } });
  const lines = [{ sku: "MUG-01", ordered: 5, cancelled: 0 }];
  expect(await send(change)).toEqual({ changeOrder: { order: { lines } } });
  await untilTold(stream, 5);
  expect(await send(cancel)).toEqual({ cancelOrder: { order: { status: "cancelled" } } });
  await untilTold(stream, 10);

  const asTill = (text: string) =>
    text.replace('"platform":"portal"', '"platform":"pos"').replaceAll('"portal"', '"till"');
  const atTill = (one: Call | undefined) => one && { ...one, body: asTill(one.body) };
  expect(await send(atTill(connect))).toMatchObject({ connectChannel: { channel: { isLive: true } } });
  await until("the till offers it", async () => offered(await send(atTill(availability))) === 10);
  const sold = await send<{ sell: { order: { id: string; lines: { id: string }[] } } }>(sell);
  expect(sold).toMatchObject({ sell: { order: { lines: [{ sku: "MUG-01", shipped: 2 }] } } });
  words.set("ORDER_ID", sold.sell.order.id).set("LINE_ID", sold.sell.order.lines[0]?.id ?? "");
  await untilTold(stream, 8);
  expect(await send(undo)).toEqual({ restockOrder: { order: { lines: [{ returned: 2 }] } } });
  await untilTold(stream, 10);
  await stream.close();
});

function offered({ availability }: { availability: { quantity: number | null }[] }): number | null | undefined {
  return availability[0]?.quantity;
}

/** The number of the one product in the next event. */
async function toldNext(stream: Stream<Told>): Promise<number | undefined> {
  return (await stream.next()).publishedChanged.quantities[0]?.quantity;
}

/** An event may repeat the number before. */
async function untilTold(stream: Stream<Told>, quantity: number): Promise<void> {
  while ((await toldNext(stream)) !== quantity);
}
