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

test("a transaction that a deadlock undid begins again, also when the statement behind it is heard first", async () => {
  let tries = 0;
  const found = await transact(database.pool, async (tx) => {
    tries += 1;
    const failing = tries === 1 ? fail(tx, "40P01") : null;
    const behind = tx.query<{ one: number }>("select 1 as one");
    const heardLater = failing?.finally(() => behind.catch(() => null));
    const [, { rows }] = await Promise.all([heardLater, behind]);
    return rows[0]?.one;
  });
  expect([found, tries]).toEqual([1, 2]);
});

test("what is nobody else's fault is not tried again", async () => {
  let tries = 0;
  const work = transact(database.pool, async (tx) => {
    tries += 1;
    await fail(tx, "23514");
  });
  await expect(work).rejects.toThrow("failed on purpose");
  expect(tries).toBe(1);
});
