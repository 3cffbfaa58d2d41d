import { randomUUID } from "node:crypto";
import { recordAudit } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MadeLocation, makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { importOrder } from "./orders.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
let warehouse: MadeLocation;
let store: MadeLocation;
beforeAll(async () => {
  world = await makeApiWorld();
  warehouse = await makeLocation(world.pool);
  store = await makeLocation(world.pool, { kind: "store" });
});
afterAll(() => world.close());

const told = () => ({ key: randomUUID(), reason: "test" });

/** What these tests read of an answer; which of it is there, the fields asked for decide. */
interface Answer {
  expectations: [{ id: string }];
  hold: { id: string };
}

/** Sends a mutation by its name and gives what it answered. */
async function change(name: string, input: object, fields: string) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const inputType = { unquarantine: "QuarantineInput" }[name] ?? type;
  const text = `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename ... on Refusal { code } ${fields} } }`;
  const data = await world.ask<Record<string, Answer>>(text, { input: { ...told(), ...input } });
  const answer = data[name];
  if (!answer) throw new Error(`${name} answered nothing`);
  return answer;
}

async function makeStock(onHand: number) {
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, warehouse, onHand);
  return { ...product, nodeId: nodeId("Product", product.id) };
}

const at = (location: MadeLocation) => nodeId("Location", location.id);

const level = "... on StockChanged { isRepeated level { onHand unavailable incoming available } }";

test("expected units are incoming, listed by their date, and received by their id", async () => {
  const mug = await makeStock(0);
  const fields = "... on ExpectationsChanged { isRepeated expectations { id open expectedAt reference source } }";
  const input = {
    productId: mug.nodeId,
    locationId: at(warehouse),
    quantity: 10,
    expectedAt: "2026-12-01T00:00:00.000Z",
  };
  const made = await change("expectUnits", { ...input, reference: "PO 7" }, fields);
  const [expectation] = made.expectations;
  expect(made).toEqual({
    ...{ __typename: "ExpectationsChanged", isRepeated: false },
    expectations: [
      { id: expectation.id, open: 10, expectedAt: input.expectedAt, reference: "PO 7", source: "purchase" },
    ],
  });
  await change("changeExpectation", { expectationId: expectation.id, quantity: 8, expectedAt: null }, fields);
  const list = await world.ask<object>(
    `query ($id: ID!) { expectations(productId: $id) { edges { node { open expectedAt location { code } madeBy { verb } } } } }`,
    { id: mug.nodeId },
  );
  const node = { open: 8, expectedAt: null, location: { code: warehouse.code }, madeBy: { verb: "expect" } };
  expect(list).toEqual({ expectations: { edges: [{ node }] } });
  const arrived = { productId: mug.nodeId, locationId: at(warehouse), quantity: 5, expectationId: expectation.id };
  expect(await change("receiveStock", arrived, level)).toMatchObject({ level: { onHand: 5, incoming: 3 } });
  const cancelled = await change("cancelExpectation", { expectationId: expectation.id }, fields);
  expect(cancelled.expectations).toMatchObject([{ open: 0 }]);
  expect(await change("cancelExpectation", { expectationId: expectation.id }, fields)).toMatchObject({
    code: "expectation_ended",
  });
});

test("a transfer goes out, and comes in with what was lost", async () => {
  const mug = await makeStock(10);
  const fields = "... on ExpectationsChanged { expectations { id open received lost endedAs fromLocation { code } } }";
  const where = { fromLocationId: at(warehouse), toLocationId: at(store) };
  const send = { ...where, lines: [{ productId: mug.nodeId, quantity: 6 }] };
  const { expectations } = await change("transferOut", send, fields);
  expect(expectations).toMatchObject([{ open: 6, fromLocation: { code: warehouse.code } }]);
  const lines = [{ expectationId: expectations[0].id, received: 5, lost: 1 }];
  expect((await change("transferIn", { lines }, fields)).expectations).toMatchObject([
    { open: 0, received: 5, lost: 1, endedAs: "received" },
  ]);
  const tooMuch = { ...where, lines: [{ productId: mug.nodeId, quantity: 5 }] };
  expect(await change("transferOut", tooMuch, fields)).toMatchObject({ code: "not_enough_available" });
});

test("a count, a quarantine and a write-off change the level as they say", async () => {
  const mug = await makeStock(10);
  const place = { productId: mug.nodeId, locationId: at(warehouse) };
  expect(await change("quarantine", { ...place, quantity: 3 }, level)).toMatchObject({ level: { available: 7 } });
  expect(await change("unquarantine", { ...place, quantity: 1 }, level)).toMatchObject({ level: { available: 8 } });
  const off = { ...place, quantity: 2, from: "unavailable" };
  expect(await change("writeOff", off, level)).toMatchObject({ level: { onHand: 8, unavailable: 0 } });
  expect(await change("writeOff", off, level)).toMatchObject({ code: "more_than_unavailable" });
  const lines = [{ productId: mug.nodeId, counted: 5, onHandSeen: 10 }];
  const count = await change(
    "countStock",
    { locationId: at(warehouse), lines },
    "... on LevelsChanged { levels { onHand } }",
  );
  expect(count).toEqual({ __typename: "LevelsChanged", levels: [{ onHand: 3 }] });
});

describe("holds", () => {
  const fields = `... on HoldChanged { isRepeated hold { id reference endedAs expiresAt
    lines { quantity product { sku } } reservations { quantity endedAs location { code } hold { reference } } } }`;

  const soon = () => new Date(Date.now() + 60_000).toISOString();

  test("keep units, are listed, extended and released", async () => {
    const mug = await makeStock(5);
    const lines = [{ productId: mug.nodeId, quantity: 4 }];
    const input = { lines, reference: "quote 7", expiresAt: soon(), locationId: at(warehouse) };
    const { hold } = await change("holdUnits", input, fields);
    expect(hold).toMatchObject({
      ...{ reference: "quote 7", endedAs: null, lines: [{ quantity: 4, product: { sku: mug.sku } }] },
      reservations: [
        { quantity: 4, endedAs: null, location: { code: warehouse.code }, hold: { reference: "quote 7" } },
      ],
    });
    expect(await change("holdUnits", input, fields)).toMatchObject({ code: "not_enough_available" });
    const expiresAt = new Date(Date.now() + 120_000).toISOString();
    expect((await change("extendHold", { holdId: hold.id, expiresAt }, fields)).hold).toMatchObject({ expiresAt });
    const list = await world.ask<object>(
      "{ holds { edges { node { id } } } agedReservations { edges { node { quantity } } } }",
    );
    expect(list).toEqual({
      holds: { edges: [{ node: { id: hold.id } }] },
      agedReservations: { edges: [{ node: { quantity: 4 } }] },
    });
    expect((await change("releaseHold", { holdId: hold.id }, fields)).hold).toMatchObject({ endedAs: "released" });
    expect(await world.ask<object>("{ holds { edges { node { id } } } }")).toEqual({ holds: { edges: [] } });
  });

  test("draw on a channel or on a location, not on both or neither", async () => {
    const mug = await makeStock(5);
    const input = { ...told(), lines: [{ productId: mug.nodeId, quantity: 1 }], reference: "x", expiresAt: soon() };
    const text = "mutation ($input: HoldUnitsInput!) { holdUnits(input: $input) { __typename } }";
    const { errors } = await world.graphql(text, { input });
    expect(errors?.[0]?.message).toBe("a hold draws on a channel or on a location, got neither");
  });
});

test("a shortage says who sold when, and what was shown", async () => {
  const { product } = await importOrder(world, warehouse, 3, 1);
  const list = await world.ask<object>(
    `query ($id: ID!) { shortages(productId: $id) { edges { node { quantity product { sku } orderLine { ordered order { name } }
      cause { kind wanted found soldAt published confirmed confirmedAt } } } } }`,
    { id: nodeId("Product", product.id) },
  );
  expect(list).toMatchObject({
    shortages: {
      edges: [
        {
          node: {
            ...{ quantity: 2, product: { sku: product.sku }, orderLine: { ordered: 3, order: { name: "#1001" } } },
            cause: { kind: "oversold", wanted: 3, found: 1, confirmed: null, soldAt: expect.any(String) },
          },
        },
      ],
    },
  });
});

test("the last audit can be read", async () => {
  const question = "{ audit { ranAt tookMs breaches { check subject found } } }";
  expect(await world.ask<object>(question)).toEqual({ audit: null });
  await recordAudit(world.pool);
  expect(await world.ask<object>(question)).toMatchObject({ audit: { breaches: [] } });
});
