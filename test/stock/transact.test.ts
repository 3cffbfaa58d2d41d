import { openPool } from "@stockpool/prisma";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transact } from "../../stock/src/transact.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** What a statement fails with. */
const fail = async (tx: pg.PoolClient, code: string): Promise<void> => {
  await tx.query(`do $$ begin raise exception 'failed on purpose' using errcode = '${code}'; end $$`);
};

/** A statement that fails, and one sent behind it of which the trouble is heard first. */
const failHidden = async (tx: pg.PoolClient, code: string): Promise<void> => {
  const failing = fail(tx, code);
  const behind = tx.query("select 1 as one");
  await Promise.all([failing.finally(() => behind.catch(() => null)), behind]);
};

test("a transaction that a deadlock undid begins again, also when the statement behind it is heard first", async () => {
  let tries = 0;
  const found = await transact(database.pool, async (tx) => {
    tries += 1;
    if (tries === 1) await failHidden(tx, "40P01");
    const { rows } = await tx.query<{ one: number }>("select 1 as one");
    return rows[0]?.one;
  });
  expect([found, tries]).toEqual([1, 2]);
});

test.each([
  ["heard first", fail],
  ["hidden by the statement behind it", failHidden],
])("what is nobody else's fault is told as it is, and not tried again: %s", async (_, failing) => {
  let tries = 0;
  const work = transact(database.pool, async (tx) => {
    tries += 1;
    await failing(tx, "23514");
  });
  await expect(work).rejects.toMatchObject({ code: "23514", message: "failed on purpose" });
  expect(tries).toBe(1);
});

test("what one of its statements has undone is not answered as done, though nobody waited for that statement", async () => {
  await database.pool.query("create table kept (one int)");
  const work = transact(database.pool, async (tx) => {
    await tx.query("insert into kept values (1)");
    await fail(tx, "23514").catch(() => null);
  });
  await expect(work).rejects.toThrow("failed on purpose");
  expect((await database.pool.query("select from kept")).rowCount).toBe(0);
});

test("what failed in one transaction is not taken for the cause in the next one on the same connection", async () => {
  const pool = openPool(database.url, { name: "stockpool-test", max: 1 });
  const one = transact(pool, (tx) => fail(tx, "23514"));
  await expect(one).rejects.toMatchObject({ code: "23514" });
  const two = transact(pool, (tx) => failHidden(tx, "23503"));
  await expect(two).rejects.toMatchObject({ code: "23503" });
  await pool.end();
});
