import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { makeBundle, makeProduct } from "../make/product.ts";
import { importOrder } from "./orders.ts";
import { type ApiWorld, graphqlRequest, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
let warehouse: { id: string };
beforeAll(async () => {
  world = await makeApiWorld();
  warehouse = await makeLocation(world.pool);
});
afterAll(() => world.close());

const result = `
  __typename
  ... on StockChanged { isRepeated level { onHand available } product { sku onHand available } }
  ... on Refusal { code message }`;
const receive = `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { ${result} } }`;
const adjust = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { ${result} } }`;

interface Result {
  __typename: "StockChanged" | "Refusal";
  isRepeated?: boolean;
  level?: { onHand: number; available: number };
  product?: { sku: string; onHand: number };
  code?: string;
  message?: string;
}

function inputFor(product: { id: string }, rest: object) {
  return {
    key: randomUUID(),
    productId: nodeId("Product", product.id),
    locationId: nodeId("Location", warehouse.id),
    reason: "test",
    ...rest,
  };
}

async function receiveStock(input: object): Promise<Result> {
  return (await world.ask<{ receiveStock: Result }>(receive, { input })).receiveStock;
}

async function adjustStock(input: object): Promise<Result> {
  return (await world.ask<{ adjustStock: Result }>(adjust, { input })).adjustStock;
}

async function onHandOf(product: { id: string }): Promise<number | null> {
  const { rows } = await world.pool.query<{ on_hand: number }>(
    "select on_hand from stock_level where product_id = $1",
    [product.id],
  );
  return rows[0]?.on_hand ?? null;
}

describe("receiving stock", () => {
  test("raises on hand, and answers with the level and the product as they are now", async () => {
    const product = await makeProduct(world.pool);
    expect(await receiveStock(inputFor(product, { quantity: 7 }))).toEqual({
      __typename: "StockChanged",
      isRepeated: false,
      level: { onHand: 7, available: 7 },
      product: { sku: product.sku, onHand: 7, available: 7 },
    });
  });

  test("again under the same key changes nothing and says so", async () => {
    const product = await makeProduct(world.pool);
    const input = inputFor(product, { quantity: 7 });
    await receiveStock(input);
    expect(await receiveStock(input)).toMatchObject({ isRepeated: true, level: { onHand: 7 } });
  });

  test("under a used key with another quantity is refused and changes nothing", async () => {
    const product = await makeProduct(world.pool);
    const input = inputFor(product, { quantity: 7 });
    await receiveStock(input);
    expect(await receiveStock({ ...input, quantity: 8 })).toMatchObject({ code: "key_already_used" });
    expect(await onHandOf(product)).toBe(7);
  });

  test.each([0, -1, 10 ** 12])("of %d units is refused, naming limit and value", async (quantity) => {
    const product = await makeProduct(world.pool);
    expect(await receiveStock(inputFor(product, { quantity }))).toEqual({
      __typename: "Refusal",
      code: "quantity_out_of_range",
      message: `quantity must be 1–1000000000, got ${quantity}`,
    });
    expect(await onHandOf(product)).toBeNull();
  });

  test.each([1.5, "7", 2 ** 60, true])("of %j units is bad input with a code of its own", async (quantity) => {
    const product = await makeProduct(world.pool);
    const { errors } = await world.graphql(receive, { input: inputFor(product, { quantity }) });
    expect(errors?.[0]?.extensions?.code).toBe("QUANTITY_OUT_OF_RANGE");
    expect(errors?.[0]?.message).toContain(`a quantity must be a whole number of units, got ${quantity}`);
    expect(await onHandOf(product)).toBeNull();
  });

  test("with a quantity of 10^12 written in the query itself is refused in the same words", async () => {
    const { id } = await makeProduct(world.pool);
    const ids = `productId: "${nodeId("Product", id)}", locationId: "${nodeId("Location", warehouse.id)}"`;
    const query = `mutation { receiveStock(input: { key: "literal", reason: "test", quantity: 1000000000000, ${ids} }) { ${result} } }`;
    const answer = await world.ask<{ receiveStock: Result }>(query);
    expect(answer.receiveStock).toMatchObject({ code: "quantity_out_of_range" });
  });

  test("is written into the ledger under the name of the person, or of the API key", async () => {
    const product = await makeProduct(world.pool);
    const { createApiKey } = await world.ask<{ createApiKey: { key: string } }>(
      'mutation { createApiKey(name: "ERP") { key } }',
    );
    await receiveStock(inputFor(product, { quantity: 1, note: "by hand" }));
    const byKey = graphqlRequest(
      receive,
      { input: inputFor(product, { quantity: 1 }) },
      { "x-api-key": createApiKey.key },
    );
    await world.send("/api/graphql", byKey);
    const { product: found } = await world.ask<{
      product: { movements: { edges: { node: { onHandDelta: number; operation: object } }[] } };
    }>(
      `query ($sku: String!) { product(sku: $sku) { movements { edges { node {
        onHandDelta onHandAfter operation { verb actor reason note } location { id } product { sku }
      } } } } }`,
      { sku: product.sku },
    );
    const shared = {
      location: { id: nodeId("Location", warehouse.id) },
      product: { sku: product.sku },
      onHandDelta: 1,
    };
    const said = { verb: "receive", reason: "test" };
    expect(found.movements.edges.map(({ node }) => node)).toEqual([
      { ...shared, onHandAfter: 2, operation: { ...said, actor: "ERP (API key)", note: null } },
      { ...shared, onHandAfter: 1, operation: { ...said, actor: "anna", note: "by hand" } },
    ]);
  });
});

describe("adjusting stock", () => {
  test("by a number, and to a number", async () => {
    const product = await makeProduct(world.pool);
    await receiveStock(inputFor(product, { quantity: 10 }));
    expect(await adjustStock(inputFor(product, { by: -3 }))).toMatchObject({ level: { onHand: 7 } });
    expect(await adjustStock(inputFor(product, { to: 20, expected: 7 }))).toMatchObject({ level: { onHand: 20 } });
  });

  test("to a number is refused when on hand is not what the caller believed", async () => {
    const product = await makeProduct(world.pool);
    await receiveStock(inputFor(product, { quantity: 10 }));
    expect(await adjustStock(inputFor(product, { to: 20, expected: 9 }))).toMatchObject({ code: "expected_differs" });
    expect(await onHandOf(product)).toBe(10);
  });

  test.each([
    ["both", { by: 1, to: 2 }, "exactly one of by and to must be given, got both"],
    ["neither", {}, "exactly one of by and to must be given, got neither"],
    ["expected without to", { by: 1, expected: 3 }, "expected goes with to, got it with by"],
  ])("with %s is bad input", async (_what, change, message) => {
    const product = await makeProduct(world.pool);
    const { errors } = await world.graphql(adjust, { input: inputFor(product, change) });
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT" } });
  });

  test("of a bundle, of an unknown product, or at an unknown location is refused by name", async () => {
    const part = await makeProduct(world.pool);
    const bundle = await makeBundle(world.pool, [{ product: part, quantity: 2 }]);
    expect(await adjustStock(inputFor(bundle, { by: 1 }))).toMatchObject({ code: "product_is_bundle" });
    expect(await adjustStock(inputFor({ id: randomUUID() }, { by: 1 }))).toMatchObject({ code: "product_not_found" });
    const nowhere = { locationId: nodeId("Location", randomUUID()) };
    expect(await adjustStock(inputFor(part, { by: 1, ...nowhere }))).toMatchObject({ code: "location_not_found" });
  });

  test("of something that is no product is bad input", async () => {
    const input = { ...inputFor(warehouse, { by: 1 }), productId: nodeId("Location", warehouse.id) };
    const { errors } = await world.graphql(adjust, { input });
    expect(errors?.[0]?.message).toContain("Product");
    const forged = await world.graphql(adjust, { input: { ...input, productId: "'; drop table product" } });
    expect(forged.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

test("an order is shipped and released by its lines, and never beyond what is open", async () => {
  const { orderLines, orderId } = await importOrder(world, warehouse, 3);
  const units = (quantity: number) => [{ orderLineId: nodeId("OrderLine", orderLines[0] ?? ""), quantity }];
  const common = () => ({ key: randomUUID(), reason: "test", orderId: nodeId("Order", orderId) });
  const fields =
    "__typename ... on OrderChanged { isRepeated order { status lines { open shipped cancelled } } } ... on Refusal { code }";
  const ship = `mutation ($input: ShipOrderInput!) { result: shipOrder(input: $input) { ${fields} } }`;
  const release = `mutation ($input: ReleaseOrderInput!) { result: releaseOrder(input: $input) { ${fields} } }`;

  const tooMany = await world.ask(ship, { input: { ...common(), lines: units(4) } });
  expect(tooMany).toMatchObject({ result: { code: "more_than_open" } });
  const parcel = { ...common(), lines: units(1), carrier: "PostNL", tracking: "3S" };
  expect(await world.ask(ship, { input: parcel })).toMatchObject({
    result: { isRepeated: false, order: { status: "part_shipped", lines: [{ open: 2, shipped: 1, cancelled: 0 }] } },
  });
  expect(await world.ask(ship, { input: parcel })).toMatchObject({ result: { isRepeated: true } });
  expect(await world.ask(release, { input: { ...common(), lines: units(2) } })).toMatchObject({
    result: { order: { status: "shipped", lines: [{ open: 0, shipped: 1, cancelled: 2 }] } },
  });
});
