import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { signature } from "../../../sandbox/src/shopify/announce.ts";
import { type Receiver, startReceiver } from "../make/receiver.ts";
import { clientSecret, openShop, setQuantities, type TestShop, toAvailable } from "../make/shop.ts";
import { until } from "../make/until.ts";

let shop: TestShop;
let receiver: Receiver;
afterEach(async () => {
  await shop.close();
  await receiver.close();
});

const subscribe = `mutation S($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id } userErrors { message } } }`;

async function listenTo(topics: string[]): Promise<void> {
  for (const topic of topics) {
    const { data } = await shop.graphql(subscribe, { topic, uri: receiver.url });
    expect(data.webhookSubscriptionCreate.userErrors).toEqual([]);
  }
}

async function buy(quantity = 1): Promise<string> {
  const lines = [{ sku: "SKU-1", quantity }];
  const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines });
  if (!placed.placed) throw new Error(placed.refused);
  return placed.orderId;
}

test("the signature is the published test vector's", async () => {
  shop = await openShop([1]);
  receiver = await startReceiver();
  const body =
    '{"inventory_item_id":271878346596884015,"location_id":24826418,"available":10,"updated_at":"2026-11-23T10:00:00+01:00",' +
    '"admin_graphql_api_id":"gid://shopify/InventoryLevel/24826418?inventory_item_id=271878346596884015"}';
  expect(signature("hush-hush-test-secret", body)).toBe("E/2uqTBw6MN69RcGlG8SAtRPm1/JxqJuCaz03gd+uPI=");
});

test("a filter lets only those messages through whose body fits", async () => {
  shop = await openShop([9]);
  receiver = await startReceiver();
  const filter = `line_items.quantity:>=2 AND line_items.variant_id:${shop.products[0]?.platformId.split("/").at(-1)}`;
  const filtered = subscribe
    .replace("$uri: String!", "$uri: String!, $filter: String!")
    .replace("format:", "filter: $filter, format:");
  await shop.graphql(filtered, { topic: "ORDERS_CREATE", uri: receiver.url, filter });
  for (const quantity of [1, 2, 1, 3]) await buy(quantity);
  const messages = await receiver.received(2);
  expect(messages.map(({ body }) => JSON.parse(body).line_items[0].quantity)).toEqual([2, 3]);
});

describe("a delivery", () => {
  test("carries all headers, and a signature over the raw body", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    await buy();
    const [message] = await receiver.received(1);
    expect(message?.headers).toMatchObject({
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "shop.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-/),
    });
    const expected = createHmac("sha256", clientSecret)
      .update(message?.body ?? "")
      .digest("base64");
    expect(message?.headers["x-shopify-hmac-sha256"]).toBe(expected);
  });

  test("has ids above 2^53 as bare numbers, without losing a digit", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    const orderId = await buy(3);
    const [message] = await receiver.received(1);
    const number = orderId.split("/").at(-1) ?? "";
    expect(BigInt(number) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(message?.body).toContain(`"id":${number},`);
    const variant = shop.products[0]?.platformId.split("/").at(-1);
    expect(message?.body).toContain(`"variant_id":${variant},`);
    const order = JSON.parse(message?.body ?? "");
    expect(order.line_items).toMatchObject([
      { sku: "SKU-1", quantity: 3, current_quantity: 3, fulfillable_quantity: 3 },
    ]);
    expect(await shop.sandbox.control.violations()).toEqual([]);
  });

  test("tells of sending and cancelling, each with the order as it then is", async () => {
    shop = await openShop([9]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_UPDATED", "ORDERS_CANCELLED", "ORDERS_FULFILLED"]);
    const [sent, dropped] = [await buy(2), await buy(1)];
    await shop.sandbox.control.fulfil("shopify", "shop", sent);
    await receiver.received(2);
    await shop.sandbox.control.cancel("shopify", "shop", dropped);
    const all = (await receiver.received(4)).map(({ headers, body }) => [headers["x-shopify-topic"], JSON.parse(body)]);
    const bodyOf = (topic: string, id: string) =>
      all.find(([name, order]) => name === topic && order.admin_graphql_api_id === id)?.[1];
    expect(bodyOf("orders/fulfilled", sent)).toMatchObject({ fulfillment_status: "fulfilled", fulfillments: [{}] });
    expect(bodyOf("orders/updated", sent)).toMatchObject({ line_items: [{ fulfillable_quantity: 0 }] });
    expect(bodyOf("orders/cancelled", dropped)).toMatchObject({
      cancelled_at: expect.any(String),
      cancel_reason: "customer",
      line_items: [{ quantity: 1, current_quantity: 0, fulfillable_quantity: 0 }],
    });
    expect(await shop.sandbox.control.violations()).toEqual([]);
  });

  test("carries only the fields that were asked for", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await shop.graphql(
      `mutation S($uri: String!) { webhookSubscriptionCreate(topic: ORDERS_CREATE,
        webhookSubscription: { uri: $uri, includeFields: ["id", "updated_at"] }) { userErrors { message } } }`,
      { uri: receiver.url },
    );
    await buy();
    const [message] = await receiver.received(1);
    expect(Object.keys(JSON.parse(message?.body ?? ""))).toEqual(["id", "updated_at"]);
  });

  test("echoes the app's own write of stock", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["INVENTORY_LEVELS_UPDATE"]);
    const input = toAvailable(shop, [{ index: 0, quantity: 9, from: 5 }]);
    await shop.graphql(setQuantities, { input, key: "k" });
    const [message] = await receiver.received(1);
    expect(message?.body).toContain(`"available":9,`);
    expect(message?.body).toContain(`"inventory_item_id":${shop.products[0]?.platformStockId?.split("/").at(-1)},`);
  });
});

describe("what goes wrong on the way", () => {
  test("a refused message comes again, the same, until it is taken", async () => {
    shop = await openShop([5], { webhookRetryMs: 1 });
    receiver = await startReceiver((index) => (index < 2 ? 500 : 200));
    await listenTo(["ORDERS_CREATE"]);
    await buy();
    const messages = await receiver.received(3);
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    expect(new Set(messages.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    await until(async () => (await shop.sandbox.control.webhooks()).length === 3);
    const deliveries = await shop.sandbox.control.webhooks();
    expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
  });

  test("after eight retries the subscription is gone", async () => {
    shop = await openShop([5], { webhookRetryMs: 1 });
    receiver = await startReceiver(() => 500);
    await listenTo(["ORDERS_CREATE"]);
    await buy();
    await receiver.received(9);
    const left = "{ webhookSubscriptions(first: 5) { nodes { id } } }";
    await until(async () => (await shop.graphql(left)).data.webhookSubscriptions.nodes.length === 0);
    expect((await shop.sandbox.control.webhooks()).length).toBe(9);
  });

  test("a duplicate has the same event id", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    await shop.sandbox.control.plantFault({ on: "webhook", action: "duplicate", topic: "orders/create", times: 1 });
    await buy();
    const [first, second] = await receiver.received(2);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["x-shopify-event-id"]).toBe(first?.headers["x-shopify-event-id"]);
  });

  test("a dropped message never comes, the next one does", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    await shop.sandbox.control.plantFault({ on: "webhook", action: "drop", times: 1 });
    await buy(1);
    await buy(2);
    const [only] = await receiver.received(1);
    expect(JSON.parse(only?.body ?? "").line_items[0].quantity).toBe(2);
  });

  test("a delayed message comes after a later one", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    await shop.sandbox.control.plantFault({ on: "webhook", action: "delay", times: 1, waitMs: 1_500 });
    await buy(1);
    await buy(2);
    const quantities = (await receiver.received(2)).map(({ body }) => JSON.parse(body).line_items[0].quantity);
    expect(quantities).toEqual([2, 1]);
  });

  test("a message that is built late tells what is then, as Shopify's may: two acts, one state", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["INVENTORY_LEVELS_UPDATE"]);
    const late = { action: "delay", isBuiltLate: true, waitMs: 1_500, times: 1 } as const;
    await shop.sandbox.control.plantFault({ on: "webhook", ...late });
    const edit = (quantity: number) => shop.sandbox.control.editStock("shopify", "shop", [{ sku: "SKU-1", quantity }]);
    await edit(0);
    await edit(10);
    const told = (await receiver.received(2)).map(({ headers, body }) => ({
      available: JSON.parse(body).available,
      isSigned: headers["x-shopify-hmac-sha256"] === signature(clientSecret, body),
    }));
    expect(told).toEqual([
      { available: 10, isSigned: true },
      { available: 10, isSigned: true },
    ]);
  });

  test("reordered messages arrive in the other order", async () => {
    shop = await openShop([5]);
    receiver = await startReceiver();
    await listenTo(["ORDERS_CREATE"]);
    await shop.sandbox.control.plantFault({ on: "webhook", action: "reorder", times: 1, waitMs: 20_000 });
    await buy(1);
    await buy(2);
    const quantities = (await receiver.received(2)).map(({ body }) => JSON.parse(body).line_items[0].quantity);
    expect(quantities).toEqual([2, 1]);
  });
});

test("an order of 600 lines is told whole", async () => {
  shop = await openShop(Array.from({ length: 600 }, () => 2));
  receiver = await startReceiver();
  await listenTo(["ORDERS_CREATE"]);
  const lines = shop.products.map(({ sku }) => ({ sku, quantity: 1 }));
  await shop.sandbox.control.placeOrder("shopify", "shop", { lines });
  const [message] = await receiver.received(1);
  expect(JSON.parse(message?.body ?? "").line_items).toHaveLength(600);
  expect(await shop.sandbox.control.violations()).toEqual([]);
});
