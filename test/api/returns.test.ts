import { randomUUID } from "node:crypto";
import { applyBatch, recordReturns } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { importOrder } from "./orders.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

/** Five are sold and shipped; two are announced to come back. */
async function announced() {
  const location = await makeLocation(world.pool);
  const sold = await importOrder(world, location, 5);
  const act = { key: randomUUID(), actor: "test", reason: "parcel" };
  const lines = sold.orderLines.map((orderLineId) => ({ orderLineId, quantity: 5 }));
  await applyBatch(world.pool, [{ verb: "ship", ...act, orderId: sold.orderId, lines }], new Date());
  const { rows } = await world.pool.query('select platform_order_id as id from "order" where id = $1', [sold.orderId]);
  const row = { platformLineId: "1", sku: null, barcode: null, title: null, quantity: 2, reason: "too small" };
  const announcement = { ...row, platformReturnId: randomUUID(), platformOrderId: rows[0].id, isHandled: false };
  await recordReturns(world.pool, sold.channel.id, [{ ...announcement, announcedAt: new Date() }], new Date());
  return { ...sold, location };
}

const list = `query ($channelId: ID) { returns(channelId: $channelId, isOpen: true) { edges { node {
  id title quantity reason decidedBy restocked order { name } orderLine { returned } } } } }`;
const decide = `mutation ($input: DecideReturnInput!) { decideReturn(input: $input) {
  ... on ReturnDecided { isRepeated return { decidedBy restocked unavailable } } ... on Refusal { code message } } }`;

interface Listed {
  returns: { edges: { node: { id: string; quantity: number } }[] };
}

test("a return waits in the list until somebody decides, and the decision is made once", async () => {
  const { channel, location, product } = await announced();
  const channelId = nodeId("Channel", channel.id);
  const { returns } = await world.ask<Listed>(list, { channelId });
  expect(returns.edges).toMatchObject([
    {
      node: { quantity: 2, reason: "too small", order: { name: "#1001" }, orderLine: { returned: 0 }, decidedBy: null },
    },
  ]);
  const returnId = returns.edges[0]?.node.id;
  const input = { key: "k1", reason: "return", returnId, locationId: nodeId("Location", location.id) };
  expect(await world.ask(decide, { input: { ...input, restocked: 1, unavailable: 1 } })).toMatchObject({
    decideReturn: { isRepeated: false, return: { restocked: 1, unavailable: 1 } },
  });
  expect(await world.ask(decide, { input: { ...input, restocked: 1, unavailable: 1 } })).toMatchObject({
    decideReturn: { isRepeated: true },
  });
  expect(await world.ask(decide, { input: { ...input, restocked: 2, unavailable: 0 } })).toMatchObject({
    decideReturn: { code: "return_decided" },
  });
  expect((await world.ask<Listed>(list, { channelId })).returns.edges).toEqual([]);
  const { rows } = await world.pool.query("select on_hand, unavailable from stock_level where product_id = $1", [
    product.id,
  ]);
  expect(rows).toEqual([{ on_hand: 2, unavailable: 1 }]);
});

test("lines to cancel must be open, and the same wish twice is one", async () => {
  const cancel = `mutation ($input: CancelLinesInput!) { cancelLines(input: $input) {
    ... on OrderChanged { isRepeated } ... on Refusal { code } } }`;
  const { orderId, orderLines } = await importOrder(world, await makeLocation(world.pool), 3);
  const input = { key: "c1", orderId: nodeId("Order", orderId), reason: "other" };
  const orderLineIds = orderLines.map((id) => nodeId("OrderLine", id));
  const asked = await world.ask(cancel, { input: { ...input, orderLineIds } });
  expect(asked).toEqual({ cancelLines: { isRepeated: false } });
  expect(await world.ask(cancel, { input: { ...input, orderLineIds } })).toEqual({ cancelLines: { isRepeated: true } });
  const other = { ...input, reason: "out_of_stock", orderLineIds };
  expect(await world.ask(cancel, { input: other })).toEqual({ cancelLines: { code: "key_already_used" } });
  const unknown = { ...input, key: "c2", orderLineIds: [nodeId("OrderLine", randomUUID())] };
  expect(await world.ask(cancel, { input: unknown })).toEqual({ cancelLines: { code: "order_line_not_found" } });
});
