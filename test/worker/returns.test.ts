import { randomUUID } from "node:crypto";
import { decideReturn } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
  await world.work();
});

afterEach(() => world.end());

async function queue(task: string, payload: object = {}) {
  await world.database.pool.query("select graphile_worker.add_job($1, $2::json)", [task, JSON.stringify(payload)]);
}

interface ReturnRow {
  id: string;
  quantity: number;
  orderLineId: string | null;
  isTold: boolean;
  error: string | null;
}

async function returns(): Promise<ReturnRow[]> {
  const { rows } = await world.database.pool.query<ReturnRow>(
    `select id, quantity, order_line_id as "orderLineId", told_at is not null as "isTold", error from return`,
  );
  return rows;
}

/** Three are sold and shipped on bol, and two of them come back. */
async function announced(): Promise<ReturnRow> {
  const { shop, channel } = world.bol;
  await queue("import_listings", { channelId: channel.id });
  await until("the listing's barcode is known", async () => {
    const { rows } = await world.database.pool.query(
      "select from listing where channel_id = $1 and barcode is not null",
      [channel.id],
    );
    return rows.length === 1;
  });
  const orderId = await world.bol.sell(3);
  await world.sandbox.control.fulfil("bol", shop, orderId);
  await world.bol.poll();
  await until("the order was shipped", async () => (await onHand()).onHand === 7);
  await world.sandbox.control.announceReturn("bol", shop, orderId, { quantity: 2 });
  await queue("pull_returns", { channelId: channel.id });
  await until("the return is known", async () => (await returns()).length === 1);
  const [row] = await returns();
  if (!row) throw new Error("no return");
  return row;
}

async function onHand() {
  const { rows } = await world.database.pool.query<{ onHand: number; unavailable: number }>(
    `select on_hand as "onHand", unavailable from stock_level where product_id = $1 and location_id = $2`,
    [world.product.id, world.location.id],
  );
  return rows[0] ?? { onHand: 0, unavailable: 0 };
}

function decide(returnId: string, restocked: number, unavailable: number, key: string = randomUUID()) {
  const decision = { key, actor: "anna", reason: "return", returnId, locationId: world.location.id };
  return decideReturn(world.database.pool, { ...decision, restocked, unavailable }, new Date());
}

test("a return moves no stock until a person decides; then the platform hears of it once", async () => {
  const { id, quantity, orderLineId } = await announced();
  expect(quantity).toBe(2);
  expect(orderLineId).not.toBeNull();
  expect(await onHand()).toEqual({ onHand: 7, unavailable: 0 });
  expect(await decide(id, 1, 1, "first")).toMatchObject({ kind: "applied" });
  expect(await onHand()).toEqual({ onHand: 9, unavailable: 1 });
  expect(await world.available()).toBe(8);
  await until("bol heard of it", async () => (await returns())[0]?.isTold === true);
  expect(await decide(id, 1, 1, "first")).toMatchObject({ kind: "repeated" });
  expect(await decide(id, 2, 0)).toMatchObject({ kind: "refused", refusal: { code: "return_decided" } });
  expect(await onHand()).toEqual({ onHand: 9, unavailable: 1 });
  await queue("visit_platforms");
  await queue("pull_returns", { channelId: world.bol.channel.id });
  await until("bol says so too", async () => {
    const { rows } = await world.database.pool.query("select from return where handled_at is not null");
    return rows.length === 1;
  });
  const puts = await world.sandbox.control.requests({ operation: "PUT /retailer/returns" });
  expect(puts).toHaveLength(1);
});

test("more than was sent back is refused, and leaves nothing behind", async () => {
  const { id } = await announced();
  expect(await decide(id, 2, 1)).toMatchObject({ kind: "refused", refusal: { code: "quantity_out_of_range" } });
  expect(await decide(id, 0.5, 0)).toMatchObject({ kind: "refused", refusal: { code: "quantity_out_of_range" } });
  expect(await decide(randomUUID(), 1, 0)).toMatchObject({ kind: "refused", refusal: { code: "return_not_found" } });
  expect(await onHand()).toEqual({ onHand: 7, unavailable: 0 });
});

test("a decision whose telling got lost is told by the clock's round", async () => {
  const { id } = await announced();
  const fault = { on: "request", platform: "bol", operation: "PUT /retailer/returns", times: 1 } as const;
  await world.sandbox.control.plantFault({ ...fault, action: "lose_before" });
  await decide(id, 0, 0);
  await until("the telling failed", async () => {
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'tell_return'",
    );
    const puts = await world.sandbox.control.requests({ operation: "PUT /retailer/returns" });
    return rows.length === 0 && puts.length === 1;
  });
  await queue("visit_platforms");
  await until("bol heard of it", async () => (await returns())[0]?.isTold === true);
  expect(await onHand()).toEqual({ onHand: 7, unavailable: 0 });
});

test("two who decide at once put the units back once", async () => {
  const { id } = await announced();
  const outcomes = await Promise.all([decide(id, 2, 0), decide(id, 2, 0), decide(id, 2, 0)]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["applied", "repeated", "repeated"]);
  expect(await onHand()).toEqual({ onHand: 9, unavailable: 0 });
});
