import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failEvent, setAsideEvents, takeEvents } from "../../../stock/src/inbox/finish-events.ts";
import { pruneInbox } from "../../../stock/src/inbox/prune-inbox.ts";
import { channelsWithEvents, eventTriesMax, nextDue, readInbox } from "../../../stock/src/inbox/read-inbox.ts";
import { replayEvents, replayRange } from "../../../stock/src/inbox/replay-events.ts";
import { storeEvent } from "../../../stock/src/inbox/store-event.ts";
import { transact, transactSoon } from "../../../stock/src/transact.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeEvent } from "../../make/event.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

async function store(channel: { id: string }, parts: Parameters<typeof makeEvent>[1] = {}) {
  const event = makeEvent(channel, parts);
  return { ...event, end: await storeEvent(database.pool, event) };
}

async function jobsOf(channel: { id: string }) {
  const { rows } = await database.pool.query<{ key: string; runAt: Date }>(
    `select key, run_at as "runAt" from graphile_worker.jobs where key like '%' || $1`,
    [channel.id],
  );
  return rows;
}

async function waiting(channel: { id: string }, at = new Date()) {
  return (await readInbox(database.pool, channel.id, 100, at)).map(({ id }) => id);
}

test("eight deliveries of one event at a time are stored once and queue one job", async () => {
  const channel = await makeChannel(database.pool);
  const deliveries = Array.from({ length: 8 }, () => store(channel, { platformEventId: "same" }));
  const ends = (await Promise.all(deliveries)).map(({ end }) => end);
  expect(ends.toSorted()).toEqual([...Array(7).fill("repeated"), "stored"]);
  expect(await waiting(channel)).toHaveLength(1);
  expect(await jobsOf(channel)).toHaveLength(1);
});

test("a second delivery wakes the inbox of a message whose job was lost", async () => {
  const channel = await makeChannel(database.pool);
  await store(channel, { platformEventId: "same" });
  await database.pool.query("delete from graphile_worker._private_jobs where key = $1", [`inbox:${channel.id}`]);
  await store(channel, { platformEventId: "same" });
  expect(await jobsOf(channel)).toHaveLength(1);
});

test("only what may be done again is committed before it is on disk", async () => {
  // The tests' server never waits for its disk, so these connections ask for it.
  const pool = new pg.Pool({ connectionString: database.url, options: "-c synchronous_commit=on" });
  const flush = (work: typeof transact) =>
    work(pool, async (tx) => {
      const { rows } = await tx.query<{ setting: string }>("select current_setting('synchronous_commit') as setting");
      return rows[0]?.setting;
    });
  expect(await flush(transactSoon)).toBe("off");
  expect(await flush(transact)).toBe("on");
  await pool.end();
});

test("two channels may have an event of the same id", async () => {
  const [one, other] = [await makeChannel(database.pool), await makeChannel(database.pool)];
  expect((await store(one, { platformEventId: "same" })).end).toBe("stored");
  expect((await store(other, { platformEventId: "same" })).end).toBe("stored");
  expect(await waiting(one)).toHaveLength(1);
});

test("a message stored while its inbox's job runs queues another job", async () => {
  const channel = await makeChannel(database.pool);
  await store(channel);
  await database.pool.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone' where key = $1",
    [`inbox:${channel.id}`],
  );
  await store(channel);
  const { rows } = await database.pool.query(
    `select from graphile_worker._private_jobs where payload->>'channelId' = $1 and locked_at is null`,
    [channel.id],
  );
  expect(rows).toHaveLength(1);
});

test("a message stored while a worker takes its inbox's job is there before the job begins", async () => {
  const channel = await makeChannel(database.pool);
  await store(channel);
  const worker = await database.pool.connect();
  await worker.query("begin");
  await worker.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone' where key = $1",
    [`inbox:${channel.id}`],
  );
  await store(channel);
  expect(await waiting(channel)).toHaveLength(2);
  await worker.query("commit");
  worker.release();
});

test("a message wakes an inbox whose job has failed too often to be tried again", async () => {
  const channel = await makeChannel(database.pool);
  await store(channel);
  const job = [`inbox:${channel.id}`];
  await database.pool.query("update graphile_worker._private_jobs set attempts = max_attempts where key = $1", job);
  await store(channel);
  const { rows } = await database.pool.query("select attempts from graphile_worker.jobs where key = $1", job);
  expect(rows).toEqual([{ attempts: 0 }]);
});

test("a message stored while a worker takes a job that was to wait queues another job", async () => {
  const channel = await makeChannel(database.pool);
  await store(channel);
  await database.pool.query(
    "update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where key = $1",
    [`inbox:${channel.id}`],
  );
  const worker = await database.pool.connect();
  await worker.query("begin");
  await worker.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone' where key = $1",
    [`inbox:${channel.id}`],
  );
  const storing = store(channel);
  await untilWaitingForLock();
  await worker.query("commit");
  worker.release();
  expect((await storing).end).toBe("stored");
  const { rows } = await database.pool.query(
    `select from graphile_worker._private_jobs where payload->>'channelId' = $1 and locked_at is null`,
    [channel.id],
  );
  expect(rows).toHaveLength(1);
});

async function untilWaitingForLock(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
  }
}

test("the inbox is read oldest first, without what is done, set aside, or to be left out", async () => {
  const channel = await makeChannel(database.pool);
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
  const third = await store(channel, { receivedAt: at(3) });
  const first = await store(channel, { receivedAt: at(1) });
  const second = await store(channel, { receivedAt: at(2) });
  const done = await store(channel, { receivedAt: at(0) });
  const aside = await store(channel, { receivedAt: at(0) });
  await transact(database.pool, async (tx) => {
    await takeEvents(
      tx,
      [done, aside].map(({ id }) => ({ id, note: null })),
      new Date(),
    );
    await setAsideEvents(tx, [{ id: aside.id, error: "no" }], new Date());
  });
  expect(await waiting(channel)).toEqual([first.id, second.id, third.id]);
  const rest = await readInbox(database.pool, channel.id, 1, new Date(), [first.id]);
  expect(rest.map(({ id }) => id)).toEqual([second.id]);
});

test("only one of two workers takes a message, and none takes one that is done", async () => {
  const channel = await makeChannel(database.pool);
  const [open, done] = [await store(channel), await store(channel)];
  const given = [open, done].map(({ id }) => ({ id, note: null }));
  await transact(database.pool, (tx) => takeEvents(tx, [{ id: done.id, note: "ignored" }], new Date()));
  const [one, other] = [await database.pool.connect(), await database.pool.connect()];
  await one.query("begin");
  await other.query("begin");
  const mine = await takeEvents(one, given, new Date());
  const theirs = await takeEvents(other, given, new Date());
  await one.query("rollback");
  await other.query("rollback");
  one.release();
  other.release();
  expect([...mine]).toEqual([open.id]);
  expect([...theirs]).toEqual([]);
});

test("a message that failed waits longer each time, is set aside at last, and can be replayed by hand", async () => {
  const channel = await makeChannel(database.pool);
  const { id, receivedAt } = await store(channel);
  const dues: number[] = [];
  for (let tries = 1; tries < eventTriesMax; tries++) {
    expect(await failEvent(database.pool, id, `failure ${tries}`, new Date())).toBe("waits");
    const due = await nextDue(database.pool, channel.id);
    if (!due) throw new Error("the message no longer waits");
    dues.push(due.getTime() - receivedAt.getTime());
    expect(await waiting(channel, new Date(due.getTime() - 1))).toEqual([]);
    expect(await waiting(channel, due)).toEqual([id]);
  }
  expect(dues).toEqual(dues.toSorted((one, other) => one - other));
  expect(await failEvent(database.pool, id, "the last failure", new Date())).toBe("set_aside");
  expect(await nextDue(database.pool, channel.id)).toBeNull();
  expect(await channelsWithEvents(database.pool)).not.toContain(channel.id);

  expect(await replayEvents(database.pool, [id])).toBe(1);
  expect(await waiting(channel)).toEqual([id]);
  expect((await jobsOf(channel)).map(({ key }) => key)).toContain(`inbox:${channel.id}`);
});

test("a range is replayed whole, however many there are, and nothing beside it", async () => {
  const [channel, another] = [await makeChannel(database.pool), await makeChannel(database.pool)];
  const minute = (place: number) => new Date(Date.UTC(2026, 0, 1, 0, place));
  const insert = (of: { id: string }, count: number) =>
    database.pool.query(
      `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at, done_at, set_aside_at)
       select gen_random_uuid(), $1, n::text, 'orders/create', '{}', '', $3::timestamptz + make_interval(mins => n),
         case when n % 2 = 0 then now() end, case when n % 2 = 1 then now() end
       from generate_series(0, $2 - 1) as n`,
      [of.id, count, minute(0)],
    );
  await insert(channel, 2_500);
  await insert(another, 10);
  const range = { channelId: channel.id, from: minute(100), until: minute(2_400) };
  expect(await replayRange(database.pool, { ...range, isSetAsideOnly: true })).toEqual({
    replayed: 1_150,
    isMore: false,
  });
  expect((await readInbox(database.pool, channel.id, 5_000, new Date())).length).toBe(1_150);
  expect(await replayRange(database.pool, { ...range, isSetAsideOnly: false })).toEqual({
    replayed: 2_300,
    isMore: false,
  });
  expect((await readInbox(database.pool, channel.id, 5_000, new Date())).length).toBe(2_300);
  expect(await waiting(another)).toEqual([]);
});

test("pruning deletes what was done before the moment, oldest first, and nothing else", async () => {
  const channel = await makeChannel(database.pool);
  const old = new Date(Date.UTC(2020, 0, 1));
  const [first, second] = [
    await store(channel, { receivedAt: old }),
    await store(channel, { receivedAt: new Date(old.getTime() + 1) }),
  ];
  const undone = await store(channel, { receivedAt: old });
  const recent = await store(channel);
  await transact(database.pool, async (tx) => {
    await takeEvents(
      tx,
      [first, second].map(({ id }) => ({ id, note: null })),
      old,
    );
    await takeEvents(tx, [{ id: recent.id, note: null }], new Date());
  });
  const before = new Date(Date.UTC(2020, 1, 1));
  expect(await pruneInbox(database.pool, before, 1)).toBe(1);
  const { rows } = await database.pool.query<{ id: string }>("select id from webhook_event where channel_id = $1", [
    channel.id,
  ]);
  expect(rows.map(({ id }) => id).toSorted()).toEqual([second.id, undone.id, recent.id].toSorted());
  expect(await pruneInbox(database.pool, before, 10)).toBe(1);
});
