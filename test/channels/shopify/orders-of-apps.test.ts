import { type Connector, createConnector, readEvent } from "@stockpool/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import { clientSecret, openShop, type TestShop } from "../../sandbox/make/shop.ts";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";

let shop: TestShop;
let hub: AnsweringServer;
let connector: Connector;

beforeAll(async () => {
  shop = await openShop([5]);
  hub = await answeringServer((response) => response.writeHead(202).end());
  connector = createConnector({
    ...{ platform: "shopify", baseUrl: shop.url, settings: { locationId: shop.locationIds[0] }, allowHttp: true },
    credentials: { shop: "shop.myshopify.com", clientId: "app", clientSecret },
  });
  await connector.ensureWebhooks(`${hub.url.href}webhooks/shop`, signal);
});
afterAll(async () => {
  await hub.stop();
  // The published examples know no parcel with something that is none of the shop's goods, so its ids must not be null there.
  const problems = (await shop.sandbox.control.violations()).flatMap((one) => one.problems);
  expect(
    problems.filter((problem) => !/^\/fulfillments\/0\/line_items\/1\/(product|variant)_id /.test(problem)),
  ).toEqual([]);
  await shop.close();
});

test("an order that an app made is read and told alike, with what is none of the shop's goods, and shipped whole", async () => {
  const [goods] = shop.products;
  const lineItems = [
    { variantId: goods?.platformId, quantity: 2 },
    { title: "Gift wrapping", quantity: 1, requiresShipping: false },
  ];
  const { data } = await shop.graphql(
    "mutation O($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } userErrors { message } } }",
    { order: { lineItems } },
  );
  const { id } = data.orderCreate.order;
  const order = await connector.readOrder(id, signal);
  expect(order?.lines).toMatchObject([
    { platformId: goods?.platformId, sku: "SKU-1", ordered: 2, shipped: 0 },
    { platformId: null, sku: null, title: "Gift wrapping", ordered: 1, shipped: 0 },
  ]);
  await expect.poll(() => hub.requests.length).toBeGreaterThan(0);
  const [message] = hub.requests;
  const told = readEvent("shopify", "orders/create", new TextEncoder().encode(message?.body));
  expect(told).toEqual({ kind: "order", order: { ...order, country: "NL" } });

  const lines = (order?.lines ?? []).map(({ platformLineId, ordered: quantity }) => ({
    ...{ platformLineId, quantity, toldBefore: 0 },
  }));
  const parcel = { shipmentId: "parcel", platformOrderId: id, lines, carrier: null, tracking: null, trackingUrl: null };
  expect(await connector.ship(parcel, signal)).toEqual({ kind: "told" });
  expect((await connector.readOrder(id, signal))?.lines).toMatchObject([{ shipped: 2 }, { shipped: 1 }]);
});
