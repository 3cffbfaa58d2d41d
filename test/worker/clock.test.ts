import { afterEach, beforeEach, expect, test } from "vitest";
import { makeEvent } from "../make/event.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function queue(task: string) {
  await world.database.pool.query("select graphile_worker.add_job($1)", [task]);
}

async function forgetJobs() {
  await world.database.pool.query("select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs");
}

test("the clock's round finds pushes and messages whose jobs were lost, and polls every channel", async () => {
  const event = makeEvent(world.shopify.channel, { topic: "app/uninstalled" });
  await world.database.pool.query(
    `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at)
     values ($1, $2, $3, $4, '{}', $5, $6)`,
    [event.id, event.channelId, event.platformEventId, event.topic, event.body, event.receivedAt],
  );
  await forgetJobs();
  await world.bol.sell(2);
  await world.work();
  await queue("poll_channels");
  await untilInStep(world, 8);
  await until("the message is done", async () => {
    const { rows } = await world.database.pool.query("select from webhook_event where done_at is null");
    return rows.length === 0;
  });
  const { rows } = await world.database.pool.query(
    "select from watermark where polled_at is not null and error is null",
  );
  expect(rows).toHaveLength(2);
});

test("a poll that fails is written down with its error, proves nothing, and the next one finds the sale", async () => {
  await world.work();
  await untilInStep(world, 10);
  const watermark = async () => {
    const { rows } = await world.database.pool.query<{ ordersUntil: Date; error: string | null }>(
      `select orders_until as "ordersUntil", error from watermark where channel_id = $1`,
      [world.bol.channel.id],
    );
    return rows[0];
  };
  const before = await watermark();
  const fault = { on: "request", platform: "bol", operation: "GET /retailer/orders", action: "server_error" } as const;
  await world.sandbox.control.plantFault(fault);
  await world.bol.sell(1);
  await world.bol.poll();
  const failed = await until("the failure is written down", async () => {
    const row = await watermark();
    return row?.error ? row : null;
  });
  expect(failed).toEqual({ ordersUntil: before?.ordersUntil, error: expect.stringContaining("503") });
  expect(failed.error).not.toContain("client-secret");
  await world.sandbox.control.removeFaults();
  await world.bol.poll();
  await untilInStep(world, 9);
  expect(await watermark()).toMatchObject({ error: null });
});

test("tidying makes the next months' partitions and deletes old done messages and dead jobs", async () => {
  const { pool } = world.database;
  const old = makeEvent(world.shopify.channel, { receivedAt: new Date(Date.UTC(2020, 0, 1)) });
  await pool.query(
    `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at, done_at)
     values ($1, $2, $3, $4, '{}', $5, $6, $6)`,
    [old.id, old.channelId, old.platformEventId, old.topic, old.body, old.receivedAt],
  );
  await pool.query("select graphile_worker.add_job('poll_orders', '{}', job_key := 'dead', run_at := '2020-01-01')");
  await pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, updated_at = '2020-01-01' where key = 'dead'`,
  );
  await world.work();
  await queue("tidy_database");
  await until("the old message and the dead job are gone", async () => {
    const { rows } = await pool.query(
      `select from webhook_event union all select from graphile_worker.jobs where key = 'dead'`,
    );
    return rows.length === 0;
  });
});

test("a message is kept as long as the hub is set to keep it", async () => {
  const { pool } = world.database;
  await pool.query("update hub_setting set inbox_days = 5");
  const told = [4, 6].map((days) =>
    makeEvent(world.shopify.channel, { topic: `days/${days}`, receivedAt: new Date(Date.now() - days * 86_400_000) }),
  );
  for (const event of told) {
    await pool.query(
      `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at, done_at)
       values ($1, $2, $3, $4, '{}', $5, $6, $6)`,
      [event.id, event.channelId, event.platformEventId, event.topic, event.body, event.receivedAt],
    );
  }
  await world.work();
  await queue("tidy_database");
  await until("the older one is gone", async () => {
    const { rows } = await pool.query<{ topic: string }>("select topic from webhook_event");
    return rows.length === 1 && rows[0]?.topic === "days/4";
  });
});

test("the audit that the clock asks for keeps what it found", async () => {
  const { pool } = world.database;
  await world.work();
  await queue("audit_pool");
  const found = await until("the audit has run", async () => {
    const { rows } = await pool.query<{ breaches: unknown[] }>("select breaches from audit_run");
    return rows[0];
  });
  expect(found.breaches).toEqual([]);
});
