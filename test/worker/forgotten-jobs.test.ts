import { EventEmitter } from "node:events";
import { openPool } from "@stockpool/prisma";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { JobsInHand } from "../../worker/src/jobs-in-hand.ts";
import { Presence } from "../../worker/src/presence.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

test("a job whose end was undone by a crash of the database server runs again, and its channel's queue goes on", async () => {
  await world.work();
  await untilInStep(world, 10);
  const { pool } = world.database;
  await world.sandbox.control.plantFault({
    ...{
      on: "request",
      platform: "shopify",
      operation: "inventorySetQuantities",
      action: "slow",
      waitMs: 2_000,
      times: 1,
    },
  });
  await world.receive(1);
  const workerId = await until("the worker is in a job", async () => {
    const { rows } = await pool.query("select locked_by from graphile_worker.jobs where locked_by is not null");
    return rows[0]?.locked_by;
  });
  await untilInStep(world, 11);
  const queue = `push:${world.bol.channel.id}`;
  // What the crash leaves: taken by a worker that has done it long ago.
  await pool.query(
    "select graphile_worker.add_job('push_stock', $1, queue_name := $2, run_at := now() + interval '1 hour')",
    [{ channelId: world.bol.channel.id }, queue],
  );
  await pool.query(
    `with held as (
       update graphile_worker._private_job_queues set locked_at = now() - interval '11 seconds', locked_by = $1
       where queue_name = $2 returning id)
     update graphile_worker._private_jobs j set run_at = now(), locked_at = now() - interval '11 seconds', locked_by = $1
     from held where j.job_queue_id = held.id`,
    [workerId, queue],
  );
  await world.receive(4);
  await untilInStep(world, 15);
  expect(await world.available()).toBe(15);
}, 90_000);

test("a worker that the database server lost sight of keeps its jobs: nobody does them a second time beside it", async () => {
  const { pool } = world.database;
  await world.work();
  await untilInStep(world, 10);
  const slow = { on: "request", platform: "shopify", operation: "inventorySetQuantities", action: "slow" } as const;
  await world.sandbox.control.plantFault({ ...slow, waitMs: 4_000, times: 1 });
  const since = Date.now();
  await world.receive(1);
  await until("the write is on its way", async () => (await writes(since)).length === 1);
  const held = async () => {
    const { rows } = await pool.query<{ by: string }>(
      "select locked_by as by from graphile_worker.jobs where queue_name = 'push:' || $1 and locked_by is not null",
      [world.shopify.channel.id],
    );
    return rows;
  };
  const before = await held();
  expect(before).toHaveLength(1);
  await pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where locked_by is not null",
  );
  // As after a crash of the server: its lock is gone, and it does not know yet. Another one begins, and looks for the dead.
  const other = new Presence(pool, "another-worker", new JobsInHand(new EventEmitter()), fail);
  await loseSight();
  await other.begin();
  expect(await held()).toEqual(before);
  await untilInStep(world, 11);
  expect(await writes(since)).toHaveLength(1);
  await other.end();
}, 90_000);

test("whoever lost its own lock begins to miss others anew: two crashes of the server in a row make no living worker dead", async () => {
  const { pool } = world.database;
  await pool.query("select graphile_worker.add_job('push_stock', '{}', run_at := now() + interval '1 hour')");
  await pool.query("update graphile_worker._private_jobs set locked_by = 'living', locked_at = now()");
  const warn = vi.fn();
  const own = openPool(world.database.url, { name: "another-worker" });
  const other = new Presence(own, "another-worker", new JobsInHand(new EventEmitter()), warn);
  await other.begin();
  await loseSight();
  await until("it has lost its lock", async () => warn.mock.calls.length > 0);
  const now = performance.now.bind(performance);
  const later = vi.spyOn(performance, "now").mockImplementation(() => now() + 60_000);
  await until("it shows itself again", async () => (await pool.query(shownSql)).rows.length === 1);
  await other.end();
  await own.end();
  later.mockRestore();
  const { rows } = await pool.query("select distinct locked_by as by from graphile_worker._private_jobs");
  expect(rows).toEqual([{ by: "living" }]);
}, 90_000);

const shownSql = `
  select pid from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** What a crash of the database server does to all workers. */
async function loseSight(): Promise<void> {
  await world.database.pool.query(`select pg_terminate_backend(pid) from (${shownSql}) as shown`);
}

function fail(error: unknown): never {
  throw error;
}

async function writes(since: number) {
  const requests = await world.sandbox.control.requests({ since, platform: "shopify" });
  return requests.filter(({ operation }) => operation.includes("inventorySetQuantities"));
}
