import { createConnector } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";

const signal = new AbortController().signal;
let shop: AnsweringServer;

afterEach(() => shop.stop());

/** A shop that gives these answers one after the other; the sandbox knows no refunds of single units and no broken paging. */
async function shopThatSays(...answers: unknown[]) {
  shop = await answeringServer((response, number) => {
    const body = JSON.stringify({ data: answers[number - 1] });
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  return createConnector({
    platform: "shopify",
    baseUrl: shop.url.href,
    credentials: { shop: "my-shop.myshopify.com", accessToken: "shpat_test", clientSecret: "hush" },
    settings: { locationId: "gid://shopify/Location/1" },
    allowHttp: true,
  });
}

const updatedAt = "2026-11-23T09:30:00Z";
const later = "2026-11-23T09:31:00Z";
const whole = { hasNextPage: false, endCursor: null };
const line = { id: "gid://shopify/LineItem/1", sku: null, title: "Mug", variant: null };

function orderWith(
  counts: { quantity: number; currentQuantity: number; unfulfilledQuantity: number },
  pageInfo: unknown,
) {
  return {
    id: "gid://shopify/Order/1",
    name: "#1001",
    createdAt: "2026-11-23T09:00:00Z",
    processedAt: null,
    updatedAt,
    cancelledAt: null,
    displayFulfillmentStatus: "PARTIALLY_FULFILLED",
    shippingAddress: null,
    lineItems: { nodes: [{ ...line, ...counts }], pageInfo },
  };
}

function parcel(status: string, quantity: number) {
  return {
    id: "gid://shopify/Fulfillment/1",
    status,
    trackingInfo: [],
    fulfillmentLineItems: { nodes: [{ quantity, lineItem: { id: line.id } }], pageInfo: whole },
  };
}

test("where units were removed, the parcels tell how many of the others left", async () => {
  const counts = { quantity: 10, currentQuantity: 6, unfulfilledQuantity: 3 };
  const fulfillments = [parcel("SUCCESS", 3), parcel("SUCCESS", 1), parcel("CANCELLED", 2)];
  const connector = await shopThatSays({ order: orderWith(counts, whole) }, { order: { updatedAt, fulfillments } });
  const order = await connector.readOrder("gid://shopify/Order/1", signal);
  // 4 left, 3 wait, so 3 of the 4 refunded units never left; the fourth came back, and that is a return.
  expect(order?.lines).toMatchObject([{ ordered: 10, shipped: 4, cancelled: 3 }]);
  expect(order?.placedAt).toEqual(new Date("2026-11-23T09:00:00Z"));
});

test("an order that changes between its pages is read anew, and never put together from two versions", async () => {
  const counts = { quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1 };
  const more = { hasNextPage: true, endCursor: "here" };
  const second = { nodes: [{ ...line, ...counts, id: "gid://shopify/LineItem/2" }], pageInfo: whole };
  const before = orderWith(counts, more);
  const after = { ...orderWith({ ...counts, quantity: 5 }, more), updatedAt: later };
  const connector = await shopThatSays(
    { order: before },
    { order: { updatedAt: later, lineItems: second } },
    { order: after },
    { order: { updatedAt: later, lineItems: second } },
    { order: { updatedAt: later, fulfillments: [] } },
  );
  const order = await connector.readOrder("gid://shopify/Order/1", signal);
  expect(order?.updatedAt).toEqual(new Date(later));
  expect(order?.lines.map(({ ordered }) => ordered)).toEqual([5, 1]);
});

test("an order that never holds still is trouble, and nothing of it is believed", async () => {
  const counts = { quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1 };
  const more = { hasNextPage: true, endCursor: "here" };
  const answers = Array.from({ length: 8 }, (_, index) => {
    const time = `2026-11-23T09:0${index}:00Z`;
    const lineItems = { nodes: [], pageInfo: whole };
    return {
      order: index % 2 === 0 ? { ...orderWith(counts, more), updatedAt: time } : { updatedAt: time, lineItems },
    };
  });
  const connector = await shopThatSays(...answers);
  await expect(connector.readOrder("gid://shopify/Order/1", signal)).rejects.toThrow("changed while it was read");
});

test("another order than the one that was asked for is trouble", async () => {
  const counts = { quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1 };
  const connector = await shopThatSays({ order: orderWith(counts, whole) });
  await expect(connector.readOrder("gid://shopify/Order/2", signal)).rejects.toThrow("answered with order");
});

test("a list that does not move on is trouble, not an endless loop", async () => {
  const stuck = { hasNextPage: true, endCursor: "here" };
  const order = orderWith({ quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1 }, stuck);
  const connector = await shopThatSays({ order }, { order });
  await expect(connector.readOrder("gid://shopify/Order/1", signal)).rejects.toThrow("next page that never comes");
  expect(shop.requests).toHaveLength(2);
});

test("the token goes in the header that Shopify reads, and nowhere else", async () => {
  const connector = await shopThatSays({ order: null });
  expect(await connector.readOrder("gid://shopify/Order/1", signal)).toBeNull();
  const [request] = shop.requests;
  expect(request?.headers["x-shopify-access-token"]).toBe("shpat_test");
  expect(request?.path).toBe("/admin/api/2026-10/graphql.json");
});
