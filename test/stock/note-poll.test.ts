import { afterAll, beforeAll, expect, test } from "vitest";
import { notePoll, type PollNote } from "../../stock/src/note-poll.ts";
import { breakOffPoll, moveWatermark } from "../../stock/src/watermark.ts";
import { makeChannel } from "../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute));

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

async function makePolled() {
  const channel = await makeChannel(database.pool);
  await moveWatermark(database.pool, channel.id, at(0), at(0));
  return channel;
}

function note(channel: { id: string }, minute: number, matters: Partial<PollNote> = {}): Promise<void> {
  const times = { startedAt: at(minute), endedAt: at(minute), askedFrom: at(minute - 1) };
  return notePoll(database.pool, {
    ...{ channelId: channel.id, ...times, endedAs: "complete", orders: 0, error: null },
    ...matters,
  });
}

async function rowsOf(channel: { id: string }) {
  const { rows } = await database.pool.query<{ orders: number; polls: number; ended_as: string; ended_at: Date }>(
    `select orders, polls, ended_as, ended_at, asked_from, orders_until, error from poll
     where channel_id = $1 order by ended_at desc`,
    [channel.id],
  );
  return rows;
}

test("a poll is kept with what it read, how it ended, and the watermark after it", async () => {
  const channel = await makePolled();
  await note(channel, 5, { orders: 3 });
  await note(channel, 6, { orders: 1, endedAs: "failed", error: "PlatformError: 500" });
  expect(await rowsOf(channel)).toMatchObject([
    { orders: 1, ended_as: "failed", error: "PlatformError: 500", orders_until: at(0) },
    { orders: 3, ended_as: "complete", error: null, asked_from: at(4), ended_at: at(5) },
  ]);
});

test("polls in a row that read nothing share a row; one that read something, or failed, stands alone", async () => {
  const channel = await makePolled();
  for (const minute of [1, 2, 3]) await note(channel, minute);
  await note(channel, 4, { orders: 2 });
  await note(channel, 5);
  for (const minute of [6, 7]) await note(channel, minute, { endedAs: "postponed" });
  for (const minute of [8, 9]) {
    await moveWatermark(database.pool, channel.id, at(minute), at(minute));
    await note(channel, minute);
  }
  expect(await rowsOf(channel)).toMatchObject([
    { polls: 2, orders: 0, ended_at: at(9), asked_from: at(8), orders_until: at(9) },
    { polls: 2, ended_as: "postponed", ended_at: at(7) },
    { polls: 1, orders: 0, ended_at: at(5) },
    { polls: 1, orders: 2 },
    { polls: 3, orders: 0, ended_at: at(3) },
  ]);
});

test("the newest 200 rows of a channel are kept, and those of others left alone", async () => {
  const [channel, other] = [await makePolled(), await makePolled()];
  await note(other, 1, { orders: 1 });
  for (let minute = 1; minute <= 205; minute++) await note(channel, minute, { orders: minute });
  const kept = await rowsOf(channel);
  expect(kept).toHaveLength(200);
  expect([kept[0]?.orders, kept.at(-1)?.orders]).toEqual([205, 6]);
  expect(await rowsOf(other)).toHaveLength(1);
});

test("polls of two processes at once are all counted", async () => {
  const channel = await makePolled();
  await note(channel, 1);
  await Promise.all(Array.from({ length: 20 }, () => note(channel, 2)));
  const rows = await rowsOf(channel);
  expect(rows.reduce((sum, { polls }) => sum + polls, 0)).toBe(21);
});

test("a channel whose first poll fails has its row too", async () => {
  const channel = await makeChannel(database.pool);
  await breakOffPoll(database.pool, channel.id, { ordersUntil: null, error: "PlatformError: 500" }, at(1));
  await note(channel, 1, { endedAs: "failed", error: "PlatformError: 500" });
  expect(await rowsOf(channel)).toMatchObject([{ ended_as: "failed" }]);
});
