import { randomUUID } from "node:crypto";
import { audit, decideReturn } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;
let orderId: string;

beforeEach(async () => {
  world = await makeWorld(10);
});
afterEach(async () => {
  expect(await audit(world.database.pool)).toEqual([]);
  expect(await world.sandbox.control.violations()).toEqual([]);
  await world.end();
});

/** Four are sold on Shopify and sent. */
async function sent(webhooks = true): Promise<void> {
  await world.work({ webhooks });
  orderId = await world.shopify.sell(4);
  await world.sandbox.control.fulfil("shopify", world.shopify.shop, orderId);
  await world.shopify.poll();
  await until("the order was shipped", async () => (await onHand()) === 6);
}

const act = (what: "refund" | "announceReturn", wish: object) =>
  world.sandbox.control[what]("shopify", world.shopify.shop, orderId, wish);
const end = (how: "CLOSED" | "CANCELED") =>
  world.sandbox.control.endReturn("shopify", world.shopify.shop, orderId, how);

async function onHand(): Promise<number> {
  const { rows } = await world.database.pool.query("select on_hand from stock_level where product_id = $1", [
    world.product.id,
  ]);
  return rows[0]?.on_hand ?? 0;
}

interface Row {
  id: string;
  quantity: number;
  isOpen: boolean;
  hasLine: boolean;
}

async function returns(): Promise<Row[]> {
  const { rows } = await world.database.pool.query<Row>(
    `select id, quantity, order_line_id is not null as "hasLine", decided_at is null and handled_at is null as "isOpen"
     from return order by announced_at, id`,
  );
  return rows;
}

/** Waits until the open returns are of so many units. */
async function untilOpen(...quantities: number[]): Promise<void> {
  const wanted = JSON.stringify(quantities);
  await until(`the open returns are ${wanted}`, async () => {
    const open = (await returns()).filter(({ isOpen }) => isOpen).map(({ quantity }) => quantity);
    return JSON.stringify(open) === wanted;
  });
}

/** Reads everything anew, and waits until it is done. */
async function read(): Promise<void> {
  const { pool } = world.database;
  const add =
    "select graphile_worker.add_job('pull_returns', json_build_object('channelId', $1::text), job_key := 'test')";
  await pool.query(add, [world.shopify.channel.id]);
  await until("the returns were read", async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where task_identifier = 'pull_returns'");
    return rows.length === 0;
  });
}

function decide(returnId: string, restocked: number) {
  const decision = { key: randomUUID(), actor: "anna", reason: "return", returnId, locationId: world.location.id };
  return decideReturn(world.database.pool, { ...decision, restocked, unavailable: 0 }, new Date());
}

test("a return that the shop approves is expected here, moves no stock by itself, and goes back on sale when a person says so", async () => {
  await sent();
  await act("announceReturn", { quantity: 3, reason: "too small" });
  await untilOpen(3);
  const [row] = await returns();
  expect(row?.hasLine).toBe(true);
  expect(await onHand()).toBe(6);
  expect(await decide(row?.id ?? "", 2)).toMatchObject({ kind: "applied" });
  expect(await onHand()).toBe(8);
  await untilOpen();
  await until("the shop shows them", async () => (await world.shopify.live()) === 8);
});

test.each([
  ["told to be of the return", true],
  ["on its own", false],
])("units of a return that are refunded, %s, are counted once", async (_how, isOfReturn) => {
  await sent();
  await act("announceReturn", { quantity: 2 });
  await untilOpen(2);
  await act("refund", { quantity: 2, isOfReturn });
  await read();
  await untilOpen(2);
  await end("CLOSED");
  await read();
  await untilOpen(2);
  const [row] = await returns();
  expect(await decide(row?.id ?? "", 2)).toMatchObject({ kind: "applied" });
  expect(await onHand()).toBe(8);
  await until("the shop shows the pool", async () => (await world.shopify.live()) === 8);
});

test("a refund that puts units back without a return is one; one that does not is none; and both in any order", async () => {
  await sent();
  await act("refund", { quantity: 1, restockType: "NO_RESTOCK" });
  await act("refund", { quantity: 1 });
  await untilOpen(1);
  await act("announceReturn", { quantity: 2 });
  await untilOpen(1, 2);
  await act("refund", { quantity: 2 });
  await read();
  await untilOpen(1, 2);
  for (const { id, quantity } of await returns()) expect(await decide(id, quantity)).toMatchObject({ kind: "applied" });
  expect(await onHand()).toBe(9);
});

test("a return that is cancelled is expected no longer", async () => {
  await sent();
  await act("announceReturn", { quantity: 2 });
  await untilOpen(2);
  await end("CANCELED");
  await untilOpen();
  expect(await onHand()).toBe(6);
});

test("without one webhook the reading finds returns and refunds, and finds them once", async () => {
  await sent(false);
  await act("announceReturn", { quantity: 1 });
  // One of them is the return's, which Shopify counts there without being told.
  await act("refund", { quantity: 2 });
  await read();
  await read();
  await untilOpen(1, 1);
  const { rows } = await world.database.pool.query("select shipped, cancelled from order_line");
  expect(rows).toEqual([{ shipped: 4, cancelled: 0 }]);
});

test("a person cannot put back more than was sent, whatever the shop announces", async () => {
  await sent();
  await act("refund", { quantity: 4 });
  await untilOpen(4);
  const [row] = await returns();
  expect(await decide(row?.id ?? "", 5)).toMatchObject({ kind: "refused", refusal: { code: "quantity_out_of_range" } });
  const both = await Promise.all([decide(row?.id ?? "", 4), decide(row?.id ?? "", 4)]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(["applied", "repeated"]);
  expect(await onHand()).toBe(10);
});
