import { openPool } from "@stockpool/prisma";
import { applyBatch } from "@stockpool/stock";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
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

beforeEach(async () => {
  world = await makeWorld(1);
  await world.pool.query(alone);
  byKey = openPool(world.db.url, { name: "stockpool-test-by-key", max: 1, readsByKey: true });
});

afterEach(async () => {
  await byKey.end();
  await world.drop();
});

/** Autovacuum comes when it likes, and has every plan made anew. */
const alone = `do $$ declare name text; begin
  for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
    execute format('alter table %I set (autovacuum_enabled = false)', name);
  end loop;
end $$`;

/** Analyses the tables that autovacuum would. */
async function analyse(): Promise<void> {
  await flush();
  const { rows } = await world.pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_stat_user_tables join pg_class using (relname)
     where relnamespace = 'public'::regnamespace and relkind = 'r' and n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0)`,
  );
  if (rows.length > 0) await world.pool.query(`analyze ${rows.map(({ name }) => name)}`);
}

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

/** Each connection says what it did when it is told to. */
async function flush(): Promise<void> {
  for (const pool of [byKey, world.pool]) await pool.query("select pg_stat_force_next_flush()");
}

/** Rows that statements have read so far, by table. */
async function rowsRead(): Promise<Map<string, number>> {
  await flush();
  const { rows } = await world.pool.query<{ table: string; read: number }>(
    `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_user_tables
     where schemaname = 'public'`,
  );
  return new Map(rows.map((row) => [row.table, row.read]));
}

test.each([
  ["when every table was empty", async () => {}],
  ["whenever tables were analysed as they grew", analyse],
])("one sale reads its own rows, with plans that were made %s", async (_, between) => {
  await sellAndTell([await makeGoods(world, 5)], "confirmed");
  const sold = await makeGoods(world, 5);
  const others = [];
  for (let index = 0; index < many; index++) {
    others.push(await makeGoods(world, 0));
    if (index % 60 === 0) await between();
  }
  const received = others.map((goods) => receiveOf(world, goods, 5));
  await applyBatch(byKey, received, new Date());
  await between();
  // Refused, then taken: nothing waits any more, and many were refused a moment ago.
  await sellAndTell(others, "rejected");
  await between();
  await sellAndTell(others, "confirmed");
  await between();
  const before = await rowsRead();
  await sellAndTell([sold], "confirmed");
  const after = await rowsRead();
  const read = [...after].map(([table, rows]) => ({ table, rows: rows - (before.get(table) ?? 0) }));
  expect(read.filter(({ rows }) => rows > rowsOfOneSale)).toEqual([]);
  expect(read.find(({ table }) => table === "listing")?.rows).toBeGreaterThan(0);
});

test("a sale in a hub whose tables were analysed with their first row in them does not compare every order with every other", async () => {
  await sellAndTell([await makeGoods(world, 5)], "confirmed");
  await world.pool.query("analyze");
  const goods = [];
  for (let index = 0; index < many; index++) goods.push(await makeGoods(world, 5));
  await sellAndTell(goods, "confirmed");
  const before = await rowsRead();
  await sellAndTell(goods.slice(0, 1), "confirmed");
  const after = await rowsRead();
  const rowsOf = (table: string) => (after.get(table) ?? 0) - (before.get(table) ?? 0);
  expect({ orders: rowsOf("order"), lines: rowsOf("order_line") }).toEqual({
    orders: expect.toSatisfy((rows: number) => rows < rowsOfOneSale),
    lines: expect.toSatisfy((rows: number) => rows < rowsOfOneSale),
  });
});
