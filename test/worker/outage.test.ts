import { StateMoved } from "@stockpool/stock";
import pg from "pg";
import { expect, test } from "vitest";
import { isDatabaseOutage } from "../../worker/src/outage.ts";
import { freshDatabase } from "../make/database.ts";

test("products that moved while they were locked are no message's fault, a wrong message is", () => {
  expect(isDatabaseOutage(new StateMoved("product 1 came into the batch"))).toBe(true);
  expect(isDatabaseOutage(new Error("unreadable"))).toBe(false);
});

test("a connection that was lost between two statements is no message's fault", async () => {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  // Its loss is told more than once.
  const lost = new Promise((resolve) => client.on("error", resolve));
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await lost;
  const trouble = await client.query("select 1").catch((error: unknown) => error);
  await database.drop();
  expect(isDatabaseOutage(trouble)).toBe(true);
});
