import { randomUUID } from "node:crypto";
import type { Connector } from "@stockpool/channels";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readChannel } from "../../worker/src/channel.ts";
import { keepConnectors } from "../../worker/src/connectors.ts";
import type { Hub } from "../../worker/src/hub.ts";
import { pushStock } from "../../worker/src/push/push-stock.ts";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import { makeWorld, secret, type World } from "./make/world.ts";

const signal = new AbortController().signal;
let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("what changes while a push waits for its turn leaves with that push", async () => {
  const { pool } = world.database;
  const connectorOf = keepConnectors({ secret, allowHttp: true, pool, warn: expect.unreachable });
  const hub = hubOf(connectorOf);
  const channel = await readChannel(pool, world.shopify.channel.id);
  if (!channel) throw new Error("the shop has no channel");
  const other = await addProduct();
  await change(other, 10);
  await pushStock(hub, channel, signal);
  await change(world.product.id, 4);
  const busy = busyUntil(connectorOf(channel), () => change(other, 5));
  const before = Date.now();
  await pushStock({ ...hub, connectorOf: () => busy }, channel, signal);
  const writes = await world.sandbox.control.requests({ since: before, operation: "inventorySetQuantities" });
  // In one write, in whatever order.
  expect(writes.map((write) => write.quantities.map(({ quantity }) => quantity).toSorted())).toEqual([[4, 5]]);
});

test("a push that is stopped while it waits for its turn ends quietly, and is done by the next job", async () => {
  const { pool } = world.database;
  const connectorOf = keepConnectors({ secret, allowHttp: true, pool, warn: expect.unreachable });
  const hub = hubOf(connectorOf);
  const channel = await readChannel(pool, world.shopify.channel.id);
  if (!channel) throw new Error("the shop has no channel");
  await change(world.product.id, 4);
  await pool.query("select graphile_worker.remove_job($1)", [`push:${channel.id}`]);
  const stop = new AbortController();
  const busy = busyUntil(connectorOf(channel), async () => {
    stop.abort();
    stop.signal.throwIfAborted();
  });
  await pushStock({ ...hub, connectorOf: () => busy }, channel, stop.signal);
  const { rows } = await pool.query("select from graphile_worker.jobs where key = $1", [`push:${channel.id}`]);
  expect(rows).toHaveLength(1);
  await pushStock(hub, channel, signal);
  expect(await world.shopify.live()).toBe(4);
});

function hubOf(connectorOf: Hub["connectorOf"]): Hub {
  const { pool } = world.database;
  const logger = pino({ level: "silent" });
  return { pool, wholeTables: pool, logger, connectorOf, webhookBaseUrl: null, amazonTimes: null };
}

/** The same connector, whose platform takes no push before something has happened. */
function busyUntil(connector: Connector, happen: () => Promise<void>): Connector {
  let happened: Promise<void> | null = null;
  const awaitTurn = async () => {
    happened ??= happen();
    await happened;
    await connector.awaitTurn?.(signal);
  };
  return new Proxy(connector, {
    get: (target, name) => (name === "awaitTurn" ? awaitTurn : Reflect.get(target, name)),
  });
}

/** A second product on the shop. */
async function addProduct(): Promise<string> {
  const { shopify, database, sandbox } = world;
  const { id, sku } = await makeProduct(database.pool);
  const [ids] = await sandbox.control.putProducts("shopify", shopify.shop, [{ sku, title: sku, stock: 0 }]);
  if (!ids?.platformStockId) throw new Error("the product was not made");
  const { platformId, platformStockId } = ids;
  await makeListing(database.pool, { channel: shopify.channel, product: { id }, sku, platformId, platformStockId });
  return id;
}

/** Sets what is on hand. */
async function change(productId: string, onHand: number): Promise<void> {
  await world.command({
    ...{ verb: "adjust", productId, locationId: world.location.id, change: { kind: "to", onHand } },
    ...{ key: randomUUID(), actor: "test", reason: "counted" },
  });
}
