import { afterEach, describe, expect, test } from "vitest";
import { levels, openShop, type TestShop } from "../make/shop.ts";

let shop: TestShop;
afterEach(() => shop.close());

async function buy(lines: { sku: string; quantity: number }[], more: Record<string, unknown> = {}): Promise<string> {
  const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines, ...more });
  if (!placed.placed) throw new Error(placed.refused);
  return placed.orderId;
}

const cancel = `mutation C($id: ID!, $restock: Boolean!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock) {
  job { done } orderCancelUserErrors { message code } } }`;

describe("quantities", () => {
  test("an order moves units from available to committed; on hand stays", async () => {
    shop = await openShop([5]);
    await buy([{ sku: "SKU-1", quantity: 2 }]);
    expect(await levels(shop)).toEqual([{ available: 3, committed: 2, on_hand: 5 }]);
  });

  test("sending lowers committed and on hand; available stays", async () => {
    shop = await openShop([5]);
    const id = await buy([{ sku: "SKU-1", quantity: 2 }]);
    await shop.sandbox.control.fulfil("shopify", "shop", id);
    expect(await levels(shop)).toEqual([{ available: 3, committed: 0, on_hand: 3 }]);
  });

  test("cancelling with restock gives the units back, without it they are gone", async () => {
    shop = await openShop([5, 5]);
    const [kept, lost] = [await buy([{ sku: "SKU-1", quantity: 2 }]), await buy([{ sku: "SKU-2", quantity: 2 }])];
    const { data } = await shop.graphql(cancel, { id: kept, restock: true });
    expect(data.orderCancel).toEqual({ job: { done: false }, orderCancelUserErrors: [] });
    await shop.graphql(cancel, { id: lost, restock: false });
    const read = () => levels(shop);
    await expect.poll(read).toEqual([
      { available: 5, committed: 0, on_hand: 5 },
      { available: 3, committed: 0, on_hand: 3 },
    ]);
    const again = await shop.graphql(cancel, { id: kept, restock: true });
    expect(again.data.orderCancel.orderCancelUserErrors[0].code).toBe("INVALID");
  });

  test("a buyer gets no more than the shop shows, unless told otherwise", async () => {
    shop = await openShop([3]);
    const lines = [
      { sku: "SKU-1", quantity: 2 },
      { sku: "SKU-1", quantity: 2 },
    ];
    const refused = await shop.sandbox.control.placeOrder("shopify", "shop", { lines });
    expect(refused).toEqual({ placed: false, refused: "SKU SKU-1: 3 left, 4 wanted" });
    expect(await levels(shop)).toEqual([{ available: 3, committed: 0, on_hand: 3 }]);
    await buy(lines, { allowOversell: true });
    expect(await levels(shop)).toEqual([{ available: -1, committed: 4, on_hand: 3 }]);
  });

  test("an order larger than any location is sent from several", async () => {
    const locations = [
      { name: "A", country: "NL" },
      { name: "B", country: "BE" },
      { name: "Store", country: "NL", fulfillsOnlineOrders: false },
    ];
    shop = await openShop([{ A: 2, B: 3, Store: 9 }], {}, { locations });
    expect(await shop.sandbox.control.stock("shopify", "shop")).toEqual({ "SKU-1": 5 });
    const id = await buy([{ sku: "SKU-1", quantity: 4 }]);
    const { data } = await shop.graphql(
      `query F($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { status assignedLocation { name }
        lineItems(first: 5) { nodes { remainingQuantity } } } } } }`,
      { id },
    );
    expect(data.order.fulfillmentOrders.nodes).toEqual([
      { status: "OPEN", assignedLocation: { name: "A" }, lineItems: { nodes: [{ remainingQuantity: 2 }] } },
      { status: "OPEN", assignedLocation: { name: "B" }, lineItems: { nodes: [{ remainingQuantity: 2 }] } },
    ]);
  });

  test("a line that is named twice in a parcel must fit in sum", async () => {
    shop = await openShop([5]);
    const id = await buy([{ sku: "SKU-1", quantity: 2 }]);
    const { data } = await shop.graphql(
      "query F($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id lineItems(first: 1) { nodes { id } } } } } }",
      { id },
    );
    const [part] = data.order.fulfillmentOrders.nodes;
    const row = { id: part.lineItems.nodes[0].id, quantity: 2 };
    const groups = [{ fulfillmentOrderId: part.id, fulfillmentOrderLineItems: [row, row] }];
    const answer = await shop.graphql(
      "mutation S($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { message } } }",
      { f: { lineItemsByFulfillmentOrder: groups } },
    );
    expect(answer.data.fulfillmentCreate.userErrors).toEqual([
      { message: "Invalid fulfillment order line item quantity requested." },
    ]);
  });
});

const page = `query Page($after: String, $query: String!) { orders(first: 2, after: $after, query: $query, sortKey: UPDATED_AT) {
  nodes { name updatedAt } pageInfo { hasNextPage endCursor } } }`;

describe("reading orders", () => {
  test("pages hold every changed order once, in the order of change", async () => {
    shop = await openShop([100]);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await buy([{ sku: "SKU-1", quantity: 1 }]));
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await shop.graphql(page, { after, query: "updated_at:>='2020-01-01T00:00:00Z'" });
      names.push(...data.orders.nodes.map(({ name }: { name: string }) => name));
      after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null;
    } while (after);
    expect(names).toEqual(["#1001", "#1002", "#1003", "#1004", "#1005"]);
    const { data } = await shop.graphql(page, { query: "updated_at:>'2120-01-01T00:00:00Z'" });
    expect(data.orders.nodes).toEqual([]);
  });

  test("an unknown search is an error, not an empty answer", async () => {
    shop = await openShop([1]);
    const { errors } = await shop.graphql(page, { query: "colour:blue" });
    expect(errors?.[0]?.message).toBe("the sandbox does not know this order search: colour");
  });

  test("placedAt is the processed time; creation is now, and the 60 days count from it", async () => {
    shop = await openShop([5]);
    await buy([{ sku: "SKU-1", quantity: 1 }], { placedAt: "2010-12-01T08:26:00Z" });
    const { data } = await shop.graphql("{ orders(first: 1) { nodes { processedAt createdAt } } }");
    const [order] = data.orders.nodes;
    expect(order.processedAt).toBe("2010-12-01T08:26:00Z");
    expect(order.createdAt > "2020").toBe(true);
  });

  test("the lines of a large order are read page by page", async () => {
    shop = await openShop(Array.from({ length: 120 }, () => 5));
    const id = await buy(shop.products.map(({ sku }) => ({ sku, quantity: 1 })));
    const lines = `query L($id: ID!, $after: String) { order(id: $id) { lineItems(first: 50, after: $after) {
      nodes { sku } pageInfo { hasNextPage endCursor } } } }`;
    const skus: string[] = [];
    const sizes: number[] = [];
    let after: string | null = null;
    do {
      const { data } = await shop.graphql(lines, { id, after });
      const { nodes, pageInfo } = data.order.lineItems;
      sizes.push(nodes.length);
      skus.push(...nodes.map(({ sku }: { sku: string }) => sku));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(sizes).toEqual([50, 50, 20]);
    expect(skus).toEqual(shop.products.map(({ sku }) => sku));
  });
});
