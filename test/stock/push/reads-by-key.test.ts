import { openPool } from "@stockpool/prisma";
import { applyBatch } from "@stockpool/stock";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainPublished } from "../../../stock/src/publish/explain.ts";
import { readPending } from "../../../stock/src/push/read-pending.ts";
import { recordPushes } from "../../../stock/src/push/record-pushes.ts";
import { startPushes } from "../../../stock/src/push/start-pushes.ts";
import { makeGoods, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

/** Products in the catalogue, each with an order before. */
const many = 300;
/** Far more than one sale has to do with, far fewer than there are. */
const rowsOfOneSale = 60;

let world: World;
let byKey: pg.Pool;

beforeAll(async () => {
  world = await makeWorld(1);
  byKey = openPool(world.db.url, { name: "stockpool-test-by-key", max: 1, readsByKey: true });
});

afterAll(async () => {
  await byKey.end();
  await world.drop();
});

/** Sells one unit of each on Shopify and tells both channels, as the worker does; they answer with `kind`. */
async function sellAndTell(
  goods: Awaited<ReturnType<typeof makeGoods>>[],
  kind: "confirmed" | "rejected",
): Promise<void> {
  const orders = goods.map(({ onShopify }) =>
    orderOf(world.shopify, [{ platformId: onShopify.platformId, ordered: 1 }]),
  );
  await applyBatch(byKey, orders, new Date());
  for (const channel of [world.bol, world.shopify]) {
    const now = new Date();
    const pending = await readPending(byKey, channel.id, many, now);
    const ids = pending.map((row) => row.listingId);
    const started = await startPushes(byKey, pending, await explainPublished(byKey, ids), true, now);
    await recordPushes(
      byKey,
      started.map((push) => ({ kind, push, error: "not now" })),
      now,
    );
  }
}

/** Rows that statements have read so far, by table. Each connection says so when it is told to. */
async function rowsRead(): Promise<Map<string, number>> {
  for (const pool of [byKey, world.pool]) await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await world.pool.query<{ table: string; read: number }>(
    `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_user_tables
     where schemaname = 'public'`,
  );
  return new Map(rows.map((row) => [row.table, row.read]));
}

test("one sale reads its own rows, with plans that were made when every table was empty", async () => {
  await sellAndTell([await makeGoods(world, 5)], "confirmed");
  const sold = await makeGoods(world, 5);
  const others = [];
  for (let index = 0; index < many; index++) others.push(await makeGoods(world, 0));
  const received = others.map((goods) => receiveOf(world, goods, 5));
  await applyBatch(byKey, received, new Date());
  // Refused, then taken: nothing waits any more, and many were refused a moment ago.
  await sellAndTell(others, "rejected");
  await sellAndTell(others, "confirmed");
  const before = await rowsRead();
  await sellAndTell([sold], "confirmed");
  const after = await rowsRead();
  const read = [...after].map(([table, rows]) => ({ table, rows: rows - (before.get(table) ?? 0) }));
  expect(read.filter(({ rows }) => rows > rowsOfOneSale)).toEqual([]);
  expect(read.find(({ table }) => table === "listing")?.rows).toBeGreaterThan(0);
});
