import { RateLimited } from "@stockpool/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Circuit } from "../../../worker/src/limits/circuit.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

async function makeCircuits() {
  const channel = await makeChannel(database.pool);
  const make = () => new Circuit(database.pool, channel.id);
  return { channel, make, one: make(), other: make() };
}

async function rowOf(channel: { id: string }) {
  const { rows } = await database.pool.query<{ state: string; failures: number; reason: string; waitSeconds: number }>(
    `select state, failures, reason, extract(epoch from probe_at - since)::float8 as "waitSeconds"
     from circuit where channel_id = $1`,
    [channel.id],
  );
  return rows[0];
}

async function letProbeCome(channel: { id: string }) {
  await database.pool.query("update circuit set probe_at = now() - interval '1 second' where channel_id = $1", [
    channel.id,
  ]);
}

async function fail(circuit: Circuit, times: number) {
  for (let failure = 0; failure < times; failure++) await circuit.failed("no answer", performance.now());
}

test("three failures in a row open it, for every worker; an answer in between starts the count anew", async () => {
  const { channel, one, make } = await makeCircuits();
  await fail(one, 2);
  await make().pass();
  await one.succeeded();
  await fail(one, 2);
  await make().pass();
  await fail(one, 1);
  expect(await rowOf(channel)).toMatchObject({ state: "open", reason: "no answer" });
  await expect(make().pass()).rejects.toBeInstanceOf(RateLimited);
  await expect(one.pass()).rejects.toBeInstanceOf(RateLimited);
});

test("of eight that come when the time for a probe has come, one goes out", async () => {
  const { channel, make, one } = await makeCircuits();
  await fail(one, 3);
  await letProbeCome(channel);
  const ends = await Promise.allSettled(Array.from({ length: 8 }, () => make().pass()));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await rowOf(channel)).toMatchObject({ state: "half_open" });
});

test("a probe that is answered closes it; one that is not leaves it open for longer", async () => {
  const { channel, make, one } = await makeCircuits();
  await fail(one, 3);
  const first = (await rowOf(channel))?.waitSeconds ?? 0;
  await letProbeCome(channel);
  await one.pass();
  await one.failed("still no answer", performance.now());
  expect(await rowOf(channel)).toMatchObject({ state: "open", reason: "still no answer" });
  expect((await rowOf(channel))?.waitSeconds).toBeGreaterThan(first);
  await letProbeCome(channel);
  await one.pass();
  await one.succeeded();
  expect(await rowOf(channel)).toMatchObject({ state: "closed", failures: 0 });
  await make().pass();
});

test("calls that left before it opened and fail after tell nothing new", async () => {
  const { channel, one } = await makeCircuits();
  const before = performance.now() - 60_000;
  await fail(one, 3);
  for (let late = 0; late < 5; late++) await one.failed("late", before);
  expect(await rowOf(channel)).toMatchObject({ failures: 3, reason: "no answer" });
});

test("its pauses grow to five minutes and no further", async () => {
  const { channel, one } = await makeCircuits();
  await fail(one, 3);
  for (let probe = 0; probe < 40; probe++) {
    await letProbeCome(channel);
    await one.pass();
    await one.failed("no answer", performance.now());
  }
  expect((await rowOf(channel))?.waitSeconds).toBe(300);
});
