import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../make/json.ts";
import { openShop, type TestShop } from "../make/shop.ts";

const places = ["Warehouse", "Store"].map((name) => ({ name, country: "NL" }));
let shop: TestShop;
beforeEach(async () => {
  shop = await openShop([{ Warehouse: 5, Store: 1 }], {}, { locations: places, cancelMs: 0 });
});
afterEach(async () => {
  expect(await shop.sandbox.control.violations()).toEqual([]);
  await shop.close();
});

/** Each state of the first product at a place that is not 0. */
async function stateAt(place: number): Promise<Record<string, number>> {
  const query = `query Q($id: ID!, $at: ID!) { inventoryItem(id: $id) { inventoryLevel(locationId: $at, includeInactive: true) {
    quantities(names: ["available", "committed", "reserved", "incoming", "on_hand"]) { name quantity } } } }`;
  const { data } = await shop.graphql(query, { id: itemId(), at: shop.locationIds[place] });
  const rows: { name: string; quantity: number }[] = data.inventoryItem.inventoryLevel.quantities;
  return Object.fromEntries(
    rows.filter(({ quantity }) => quantity !== 0).map(({ name, quantity }) => [name, quantity]),
  );
}

const itemId = () => shop.products[0]?.platformStockId;
const variantId = () => shop.products[0]?.platformId;

async function ask(document: string, variables: Json): Promise<Json> {
  const { data } = await shop.graphql(document, variables);
  const [payload] = Object.values<Json>(data);
  return payload;
}

async function act(document: string, variables: Json): Promise<Json> {
  const payload = await ask(document, variables);
  expect(payload.userErrors).toEqual([]);
  return payload;
}

async function bought(quantity: number): Promise<string> {
  const placed = await shop.sandbox.control.placeOrder("shopify", "shop", { lines: [{ sku: "SKU-1", quantity }] });
  if (!placed.placed) throw new Error(placed.refused);
  return placed.orderId;
}

async function lineOf(orderId: string): Promise<string> {
  const { data } = await shop.graphql("query L($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { id } } } }", {
    id: orderId,
  });
  return data.order.lineItems.nodes[0].id;
}

test("a transfer reserves its units when it is ready, and they are on their way when it leaves", async () => {
  const lineItems = [{ inventoryItemId: itemId(), quantity: 3 }];
  const [originLocationId, destinationLocationId] = shop.locationIds;
  const { inventoryTransfer } = await act(
    `mutation T($input: InventoryTransferCreateInput!) { inventoryTransferCreate(input: $input) @idempotent(key: "t") {
      inventoryTransfer { id } userErrors { message } } }`,
    { input: { originLocationId, destinationLocationId, lineItems } },
  );
  expect(await stateAt(0)).toEqual({ available: 5, on_hand: 5 });
  await act(
    "mutation R($id: ID!) { inventoryTransferMarkAsReadyToShip(id: $id) { userErrors { message } } }",
    inventoryTransfer,
  );
  expect(await stateAt(0)).toEqual({ available: 2, reserved: 3, on_hand: 5 });
  await act(
    `mutation S($input: InventoryShipmentCreateInput!) { inventoryShipmentCreateInTransit(input: $input) @idempotent(key: "s") {
      userErrors { message } } }`,
    { input: { movementId: inventoryTransfer.id, lineItems } },
  );
  expect(await stateAt(0)).toEqual({ available: 2, on_hand: 2 });
  expect(await stateAt(1)).toEqual({ available: 1, incoming: 3, on_hand: 1 });
});

test("what is to be sent from another place is promised there", async () => {
  const id = await bought(2);
  const { data } = await shop.graphql(
    "query F($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id lineItems(first: 1) { nodes { id } } } } } }",
    { id },
  );
  const [part] = data.order.fulfillmentOrders.nodes;
  await act(
    `mutation M($id: ID!, $newLocationId: ID!, $rows: [FulfillmentOrderLineItemInput!]) {
      fulfillmentOrderMove(id: $id, newLocationId: $newLocationId, fulfillmentOrderLineItems: $rows) { userErrors { message } } }`,
    { id: part.id, newLocationId: shop.locationIds[1], rows: [{ id: part.lineItems.nodes[0].id, quantity: 1 }] },
  );
  expect(await stateAt(0)).toEqual({ available: 4, committed: 1, on_hand: 5 });
  expect(await stateAt(1)).toEqual({ committed: 1, on_hand: 1 });
});

test.each([
  ["CANCEL", "never sent, are for sale again", { available: 5, on_hand: 5 }, false],
  ["NO_RESTOCK", "still to be sent, stay promised", { available: 3, committed: 2, on_hand: 5 }, false],
  ["RETURN", "sent, are for sale again", { available: 5, on_hand: 5 }, true],
] as const)("refunded units with %s: those %s", async (restockType, _what, state, isSent) => {
  const orderId = await bought(2);
  if (isSent) await shop.sandbox.control.fulfil("shopify", "shop", orderId);
  const refundLineItems = [{ lineItemId: await lineOf(orderId), quantity: 2, restockType }];
  await act(
    `mutation R($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "r") { userErrors { message } } }`,
    { input: { orderId, refundLineItems } },
  );
  expect(await stateAt(0)).toEqual(state);
});

describe("orders that an app makes", () => {
  const make = (inventoryBehaviour: string, lines: Json[]) =>
    ask(
      `mutation O($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) { orderCreate(order: $order, options: $options) {
        order { id displayFinancialStatus } userErrors { field message code } } }`,
      { order: { lineItems: lines }, options: { inventoryBehaviour } },
    );

  test("take no stock unless they are told to", async () => {
    const { order } = await make("BYPASS", [{ variantId: variantId(), quantity: 2 }]);
    expect(order.displayFinancialStatus).toBe("PENDING");
    expect(await stateAt(0)).toEqual({ available: 5, on_hand: 5 });
    await make("DECREMENT_IGNORING_POLICY", [{ variantId: variantId(), quantity: 2 }]);
    expect(await stateAt(0)).toEqual({ available: 3, committed: 2, on_hand: 5 });
  });

  test("are refused where they may take only what there is", async () => {
    const { userErrors } = await make("DECREMENT_OBEYING_POLICY", [{ variantId: variantId(), quantity: 7 }]);
    expect(userErrors).toMatchObject([{ code: "INVENTORY_CLAIM_FAILED" }]);
    expect(await stateAt(0)).toEqual({ available: 5, on_hand: 5 });
  });
});

test("an item that is no longer stocked at a place is not sold from there, and has its quantities again afterwards", async () => {
  const { data } = await shop.graphql(
    "query L($id: ID!, $at: ID!) { inventoryItem(id: $id) { inventoryLevel(locationId: $at) { id } } }",
    { id: itemId(), at: shop.locationIds[0] },
  );
  const { id } = data.inventoryItem.inventoryLevel;
  await act("mutation D($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { message } } }", { id });
  expect(await shop.sandbox.control.stock("shopify", "shop")).toEqual({ "SKU-1": 1 });
  await act(
    `mutation A($inventoryItemId: ID!, $locationId: ID!) { inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId)
      @idempotent(key: "a") { userErrors { message } } }`,
    { inventoryItemId: itemId(), locationId: shop.locationIds[0] },
  );
  expect(await shop.sandbox.control.stock("shopify", "shop")).toEqual({ "SKU-1": 6 });
});
