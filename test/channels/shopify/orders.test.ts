import { type PlatformOrder, readEvent } from "@stockpool/channels";
import { verifyWebhook } from "@stockpool/channels/intake";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pull } from "../../conformance/ask.ts";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";
import { shopifyWorld } from "../make/shopify-world.ts";

const signal = new AbortController().signal;
let world: SandboxWorld;
let hub: AnsweringServer;

beforeAll(async () => {
  world = await shopifyWorld();
  hub = await answeringServer((response) => response.writeHead(202).end());
});
afterAll(async () => {
  await world.stop();
  await hub.stop();
});

async function read(orderId: string): Promise<PlatformOrder> {
  const order = await world.connector.readOrder(orderId, signal);
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

test("an order of 120 lines comes whole", async () => {
  const listings = await Promise.all(Array.from({ length: 120 }, () => world.addListing(1)));
  const since = new Date();
  const lines = listings.map((listing) => ({ sku: world.skuOf(listing), quantity: 1 }));
  const placed = await world.sandbox.control.placeOrder("shopify", "shop", { lines, country: "BE" });
  const [order] = await pull(world.connector, since);
  expect(placed).toMatchObject({ placed: true, orderId: order?.platformOrderId, name: order?.name });
  expect(order?.country).toBe("BE");
  expect(new Set(order?.lines.map(({ platformId }) => platformId))).toEqual(
    new Set(listings.map(({ platformId }) => platformId)),
  );
});

test("a cancelled order has nothing open and nothing shipped", async () => {
  const id = await world.buy(await world.addListing(5), 3);
  await world.sandbox.control.cancel("shopify", "shop", id);
  expect((await read(id)).lines).toMatchObject([{ ordered: 3, cancelled: 3, shipped: 0 }]);
});

test("part of a line ships, the rest stays open", async () => {
  const id = await world.buy(await world.addListing(5), 3);
  const [line] = (await read(id)).lines;
  const lines = [{ platformLineId: line?.platformLineId ?? "", quantity: 2, toldBefore: 0 }];
  const parcel = { platformOrderId: id, carrier: "PostNL", tracking: "3SPART", trackingUrl: null };
  const shipment = { shipmentId: "parcel", lines, ...parcel };
  expect(await world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
  expect((await read(id)).lines).toMatchObject([{ ordered: 3, cancelled: 0, shipped: 2 }]);
  const tooMany = { ...shipment, tracking: "3SOTHER" };
  expect(await world.connector.ship(tooMany, signal)).toMatchObject({ kind: "refused" });
});

test("subscriptions are made once, and a webhook tells what a read would", async () => {
  const address = `${hub.url.href}webhooks/shop`;
  await world.connector.ensureWebhooks(address, signal);
  const since = performance.timeOrigin + performance.now();
  await world.connector.ensureWebhooks(address, signal);
  const creates = await world.sandbox.control.requests({ since, operation: "webhookSubscriptionCreate" });
  expect(creates).toEqual([]);

  const listing = await world.addListing(5);
  const id = await world.buy(listing, 2);
  await expect.poll(() => hub.requests.length).toBeGreaterThan(0);
  const [message] = hub.requests;
  if (!message) throw new Error("no webhook");
  const body = new TextEncoder().encode(message.body);
  const { shop: _shop, ...others } = credentials();
  expect(verifyWebhook("shopify", { ...others, shop: "other.myshopify.com" }, message.headers, body)).toBeNull();
  const verified = verifyWebhook("shopify", credentials(), message.headers, body);
  const event = readEvent("shopify", verified?.topic ?? "", body);
  const order = await read(id);
  const lines = order.lines.map((line) => ({ ...line, barcode: null }));
  expect(event).toEqual({ kind: "order", order: { ...order, lines } });
});

function credentials() {
  const [clientSecret] = world.secrets;
  return { shop: "shop.myshopify.com", clientId: "shopify-client-id", clientSecret };
}
