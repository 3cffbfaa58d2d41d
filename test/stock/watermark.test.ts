import { afterAll, beforeAll, expect, test } from "vitest";
import { breakOffPoll, moveWatermark, readWatermark } from "../../stock/src/watermark.ts";
import { makeChannel } from "../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute));

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

async function row(channel: { id: string }) {
  const { rows } = await database.pool.query("select * from watermark where channel_id = $1", [channel.id]);
  return rows[0];
}

test("a channel that was never polled starts a day before it was made", async () => {
  const channel = await makeChannel(database.pool);
  const { rows } = await database.pool.query("select created_at from channel where id = $1", [channel.id]);
  expect((await readWatermark(database.pool, channel.id)).getTime()).toBeLessThanOrEqual(
    rows[0].created_at.getTime() - 24 * 3_600_000,
  );
});

test("a complete run moves the watermark and never back", async () => {
  const channel = await makeChannel(database.pool);
  await moveWatermark(database.pool, channel.id, at(10), at(11));
  await moveWatermark(database.pool, channel.id, at(5), at(12));
  expect(await readWatermark(database.pool, channel.id)).toEqual(at(10));
  expect(await row(channel)).toMatchObject({ polled_at: at(12), failed_at: null, error: null });
});

test("a run that failed is recorded, proves nothing beyond its pages, and the next complete run clears it", async () => {
  const channel = await makeChannel(database.pool);
  const start = await readWatermark(database.pool, channel.id);
  await breakOffPoll(database.pool, channel.id, { ordersUntil: null, error: "PlatformError: 500" }, at(1));
  expect(await readWatermark(database.pool, channel.id)).toEqual(start);
  expect(await row(channel)).toMatchObject({ polled_at: null, failed_at: at(1), error: "PlatformError: 500" });
  await breakOffPoll(
    database.pool,
    channel.id,
    { ordersUntil: new Date(start.getTime() + 60_000), error: null },
    at(2),
  );
  expect(await readWatermark(database.pool, channel.id)).toEqual(new Date(start.getTime() + 60_000));
  expect(await row(channel)).toMatchObject({ failed_at: at(1) });
  await moveWatermark(database.pool, channel.id, new Date(), at(4));
  expect(await row(channel)).toMatchObject({ failed_at: null, error: null });
});
