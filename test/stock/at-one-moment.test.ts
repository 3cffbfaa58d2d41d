import { openPool } from "@stockpool/prisma";
import { afterAll, beforeAll, expect, it } from "vitest";
import { atOneMoment } from "../../stock/src/publish/explain.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase(1);
});
afterAll(() => database.drop());

it("a connection that is lost while reading leaves its place in the pool to others", async () => {
  const pool = openPool(database.url, { name: "stockpool-test", max: 1, onError: () => {} });
  try {
    const lost = atOneMoment(pool, (db) => db.query("select pg_terminate_backend(pg_backend_pid())"));
    await expect(lost).rejects.toThrow();
    await expect(pool.query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
  } finally {
    // One that was never given back would be waited for without end.
    if (pool.totalCount === pool.idleCount) await pool.end();
  }
}, 20_000);
