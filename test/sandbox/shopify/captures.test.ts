import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../make/json.ts";
import { comparable, recorded, specs } from "../make/recorded.ts";
import { openShop, setQuantities, type TestShop } from "../make/shop.ts";

if (!specs)
  console.warn("SKIPPED: the sandbox is not compared with a real store, because PLATFORM_SPECS_DIR is not set");

/** Wrong requests are wanted here, so a breach of the contract is answered as the real store does. */
const asJson = { contract: "record" } as const;
let shop: TestShop;
beforeAll(async () => {
  shop = await openShop([0], asJson);
});
afterAll(() => shop.close());

/** The same text with the recorded store's item and location replaced by the sandbox's. */
function withOurIds<Value>(value: Value, itemId: string, locationId: string): Value {
  const text = JSON.stringify(value)
    .replaceAll(itemId, shop.products[0]?.platformStockId ?? "")
    .replaceAll(locationId, shop.locationIds[0] ?? "");
  return JSON.parse(text);
}

async function setTo(quantity: number): Promise<void> {
  await shop.sandbox.control.editStock("shopify", "shop", [{ sku: "SKU-1", quantity }]);
}

describe.skipIf(!specs)("inventorySetQuantities answers as the recorded store", () => {
  const contracts = recorded("2026-04__products__inventory-quantity-contracts-2026-04");
  const { inventoryItemId } = contracts.setup?.product ?? {};
  const locationId = contracts.setup?.location.id;
  const ask = async (variables: Json, document: string) => {
    const { input, idempotencyKey } = withOurIds(variables, inventoryItemId, locationId);
    return (await shop.graphql(document, { input, key: idempotencyKey })).body;
  };
  const expected = (response: Json) => comparable(withOurIds(response, inventoryItemId, locationId));
  const full = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id createdAt reason referenceDocumentUri
        changes { name delta quantityAfterChange item { id } location { id name } } }
      userErrors { field message code } } }`;

  test("when all is well", async () => {
    await setTo(0);
    const { variables, response } = contracts.inventorySetQuantities;
    expect(comparable(await ask(variables, full))).toEqual(expected(response));
  });

  test("when @idempotent is missing", async () => {
    const { variables, response } = contracts.missingSetIdempotency;
    const bare = full.replace("@idempotent(key: $key)", "").replace(", $key: String!", "");
    expect(comparable(await ask(variables, bare))).toEqual(expected(response));
  });

  test("when changeFromQuantity is missing", async () => {
    const { variables, response } = contracts.missingSetChangeFromQuantity;
    expect(comparable(await ask(variables, full))).toEqual(expected(response));
  });

  test("when a field of an older version is sent", async () => {
    const { variables, response } = contracts.legacySetShape;
    expect(comparable(await ask(variables, full))).toEqual(expected(response));
  });

  test.each(["setUnknownInventoryItem", "setUnknownLocation"])("when an id is unknown: %s", async (name) => {
    const { variables, response } = contracts.unknownIdValidation[name];
    expect(comparable(await ask(variables, setQuantities))).toEqual(expected(response));
  });
});

describe.skipIf(!specs)("inventorySetQuantities checks names, bounds and reasons as the recorded store", () => {
  const names = recorded("2026-04__products__inventorySetQuantities-name-validation").cases ?? {};
  const reasons = recorded("2026-04__products__inventory-reason-validation");

  test.each(Object.keys(names))("name and bounds: %s", async (name) => {
    const { setup, query, variables, response } = names[name];
    await setTo(0);
    const ours = withOurIds(variables, setup.inventoryItemId, setup.locationId);
    const { body, cost } = await shop.graphql(query, ours);
    expect(comparable(body)).toEqual(comparable(withOurIds(response, setup.inventoryItemId, setup.locationId)));
    const { requestedQueryCost, actualQueryCost } = response.extensions.cost;
    expect(cost).toMatchObject({ requestedQueryCost, actualQueryCost });
  });

  const cases = { ...reasons.acceptedReasonCases, ...reasons.invalidReasonCases };

  test.each(Object.keys(cases))("reason: %s", async (name) => {
    const { query, variables, response } = cases[name];
    const { inventoryItemId, locationId } = reasons.setup;
    await setTo(1);
    const { body } = await shop.graphql(query, withOurIds(variables, inventoryItemId, locationId));
    expect(comparable(body)).toEqual(comparable(withOurIds(response, inventoryItemId, locationId)));
  });

  test("there are cases to compare with", () => {
    expect(Object.keys(names).length).toBeGreaterThan(3);
    expect(Object.keys(cases).length).toBeGreaterThan(19);
  });
});

describe.skipIf(!specs)("fulfilment and cancellation answer as the recorded store", () => {
  const { cases } = recorded("2026-04__orders__fulfillment-create-multi-group");
  const messageOf = (name: string) => cases[name].response.data.fulfillmentCreate.userErrors[0];
  const ship = `mutation Ship($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id } userErrors { field message } } }`;
  const shipLines = async (lineItemsByFulfillmentOrder: unknown[]) =>
    (await shop.graphql(ship, { fulfillment: { lineItemsByFulfillmentOrder } })).data.fulfillmentCreate;

  async function newOrder() {
    await setTo(5);
    const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-1", quantity: 2 }] });
    if (!placed.placed) throw new Error(placed.refused);
    const { data } = await shop.graphql(
      "query O($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id lineItems(first: 1) { nodes { id } } } } } }",
      { id: placed.orderId },
    );
    const [part] = data.order.fulfillmentOrders.nodes;
    return { orderId: placed.orderId, id: part.id, lineId: part.lineItems.nodes[0].id };
  }

  test("an unknown fulfilment order, after one that is known", async () => {
    const { id, lineId } = await newOrder();
    const rows = [
      { fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: lineId, quantity: 1 }] },
      { fulfillmentOrderId: "gid://shopify/FulfillmentOrder/999999999999999" },
    ];
    expect(await shipLines(rows)).toEqual({ fulfillment: null, userErrors: [messageOf("unknownLater")] });
  });

  test("a quantity that is not positive, too large, or of an unknown line", async () => {
    const { id, lineId } = await newOrder();
    const one = (line: string, quantity: number) =>
      shipLines([
        { fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: lineId, quantity: 1 }] },
        { fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: line, quantity }] },
      ]);
    expect((await one(lineId, 0)).userErrors).toEqual([messageOf("laterNonPositive")]);
    expect((await one(lineId, 3)).userErrors).toEqual([messageOf("laterOverQuantity")]);
    const missing = "gid://shopify/FulfillmentOrderLineItem/1";
    expect((await one(missing, 1)).userErrors).toEqual([messageOf("laterMissingLine")]);
  });

  test("a quantity that is not positive is told before everything else that is wrong", async () => {
    const [first, other] = [await newOrder(), await newOrder()];
    const rows = (id: string, line: string) => [
      { fulfillmentOrderId: first.id, fulfillmentOrderLineItems: [{ id: first.lineId, quantity: 1 }] },
      { fulfillmentOrderId: id, fulfillmentOrderLineItems: [{ id: line, quantity: 0 }] },
    ];
    const unknown = await shipLines(
      rows("gid://shopify/FulfillmentOrder/1", "gid://shopify/FulfillmentOrderLineItem/1"),
    );
    expect(unknown.userErrors).toEqual([messageOf("unknownBeforeQuantity")]);
    const different = await shipLines(rows(other.id, other.lineId));
    expect(different.userErrors).toEqual([messageOf("differentOrderBeforeQuantity")]);
  });

  test("orders of two customers in one parcel", async () => {
    const [first, second] = [await newOrder(), await newOrder()];
    const { userErrors } = await shipLines([{ fulfillmentOrderId: first.id }, { fulfillmentOrderId: second.id }]);
    const shape = (message: string) => message.replace(/\[.*\]/, "[…]");
    expect(shape(userErrors[0].message)).toBe(shape(messageOf("differentOrderLater").message));
  });

  test("cancelling what was sent", async () => {
    const { orderId, id } = await newOrder();
    await shipLines([{ fulfillmentOrderId: id }]);
    const { data } = await shop.graphql(
      `mutation Cancel($orderId: ID!) { orderCancel(orderId: $orderId, reason: OTHER, restock: true, notifyCustomer: false) {
        job { id done } orderCancelUserErrors { field message code } userErrors { field message } } }`,
      { orderId },
    );
    const real = recorded("2026-04__orders__fulfillment-create-multi-group").cleanup;
    const refusal = Object.values<Json>(real).find((row) => row.cancel?.response?.data?.orderCancel.job === null);
    expect(data).toEqual(refusal.cancel.response.data);
  });
});
