import { afterAll, beforeAll, expect, test } from "vitest";
import { followSandbox } from "../../bin/demo/follow-sandbox.ts";
import { makeChannel } from "../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("channels of the sandbox follow it to another port; real ones stay where they are", async () => {
  const { pool } = database;
  const simulated = await makeChannel(pool, { baseUrl: "http://127.0.0.1:4010/bol/demo" });
  const real = await makeChannel(pool, { baseUrl: "https://api.bol.com" });
  await followSandbox(pool, "http://127.0.0.1:4011", "a secret that nobody needs here, long enough");
  await followSandbox(pool, "http://127.0.0.1:4011", "a secret that nobody needs here, long enough");
  const { rows } = await pool.query("select id, base_url from channel");
  expect(new Map(rows.map((row) => [row.id, row.base_url]))).toEqual(
    new Map([
      [simulated.id, "http://127.0.0.1:4011/bol/demo"],
      [real.id, "https://api.bol.com"],
    ]),
  );
});
