import { askCancellation } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
  await world.work();
  await untilInStep(world, 10);
});

afterEach(() => world.end());

async function sold(platform: "shopify" | "bol") {
  await world[platform].sell(3);
  await world[platform].poll();
  await until("the order is known", async () => (await world.available()) === 7);
  const { rows } = await world.database.pool.query<{ orderId: string; lineId: string }>(
    `select order_id as "orderId", id as "lineId" from order_line`,
  );
  const [row] = rows;
  if (!row) throw new Error("no order");
  return row;
}

function ask({ orderId, lineId }: { orderId: string; lineId: string }, reason: "out_of_stock" | "other", key = "one") {
  const wish = { key, actor: "anna", orderId, orderLineIds: [lineId], reason };
  return askCancellation(world.database.pool, wish, new Date());
}

async function cancellation() {
  const { rows } = await world.database.pool.query<{ isTold: boolean; error: string | null }>(
    `select told_at is not null as "isTold", error from cancellation`,
  );
  return rows;
}

test.each(["shopify", "bol"] as const)(
  "a line that %s is asked to cancel is free again once the platform did",
  async (platform) => {
    const line = await sold(platform);
    expect(await ask(line, "other")).toMatchObject({ kind: "applied" });
    expect(await ask(line, "other")).toMatchObject({ kind: "repeated" });
    await until("it was told", async () => (await cancellation())[0]?.isTold === true);
    expect(await world.available()).toBe(10);
    await untilInStep(world, 10);
    expect(await ask(line, "other", "two")).toMatchObject({ kind: "refused", refusal: { code: "more_than_open" } });
  },
);

test("bol's reset to 0 after a cancellation for lack of stock is pushed away", async () => {
  const line = await sold("bol");
  await untilInStep(world, 7);
  await ask(line, "out_of_stock");
  await until("it was told", async () => (await cancellation())[0]?.isTold === true);
  await untilInStep(world, 10);
});

test("a cancellation for lack of stock on bol's own pages resets the offer too, and is pushed away", async () => {
  await sold("bol");
  await untilInStep(world, 7);
  const { shop } = world.bol;
  const [order] = await world.sandbox.control.orders("bol", shop);
  await world.sandbox.control.cancel("bol", shop, order?.orderId ?? "", { reason: "OUT_OF_STOCK" });
  expect(await world.bol.live()).toBe(0);
  await world.bol.poll();
  await untilInStep(world, 10);
});

test("units that the hub released by itself before do not hide bol's reset", async () => {
  const line = await sold("bol");
  await untilInStep(world, 7);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation: "cancellation", action: "server_error", times: 1 },
  });
  await ask(line, "out_of_stock");
  await until("the first try failed", async () => {
    return (await world.sandbox.control.requests({ operation: "cancellation" })).length === 1;
  });
  await world.command({
    ...{ verb: "release", key: "released", actor: "anna", reason: "gone", orderId: line.orderId },
    lines: [{ orderLineId: line.lineId, quantity: 3 }],
  });
  await world.database.pool.query("select graphile_worker.add_job('visit_platforms', '{}'::json)");
  await until("it was told", async () => (await cancellation())[0]?.isTold === true);
  await untilInStep(world, 10);
});
