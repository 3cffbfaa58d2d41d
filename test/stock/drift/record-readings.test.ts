import { afterAll, beforeAll, expect, test } from "vitest";
import { readListingsById } from "../../../stock/src/drift/read-page.ts";
import { recordReadings } from "../../../stock/src/drift/record-readings.ts";
import { readRun, startRun } from "../../../stock/src/drift/runs.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { changePublished, makePublished, readPublished } from "../../make/published.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

type Published = Awaited<ReturnType<typeof makePublished>>;

/** Reads what was believed, lets `meanwhile` happen while the call is under way, and records what it brought. */
async function read(listing: Published, live: number | null, meanwhile: () => Promise<unknown> = async () => {}) {
  const listings = await readListingsById(database.pool, listing.channel.id, [listing.id]);
  await meanwhile();
  const shown = new Map(live === null ? [] : [[listing.id, live]]);
  const readings = { listings, live: shown, readAt: new Date() };
  return recordReadings(database.pool, readings, { isResync: false, step: null });
}

async function doubtsOf(listing: Published) {
  const { rows } = await database.pool.query<{ expected: number; live: number; readings: number }>(
    "select expected, live, readings from doubt where listing_id = $1",
    [listing.id],
  );
  return rows;
}

const sent = (listing: Published) =>
  database.pool.query(
    `insert into push (id, at, channel_id, listing_id, quantity, state, trace)
     values (gen_random_uuid(), now(), $1, $2, 5, 'sent', '[]')`,
    [listing.channel.id, listing.id],
  );

test("a difference is kept as a doubt and changes nothing else; a reading that agrees ends it", async () => {
  const listing = await makePublished(database.pool, { quantity: 5, expected: 5 });
  const before = await readPublished(database.pool, listing);
  expect(await read(listing, 3)).toMatchObject({ doubts: 1, missing: 0 });
  expect(await read(listing, 2)).toMatchObject({ doubts: 1 });
  expect(await doubtsOf(listing)).toEqual([{ expected: 5, live: 2, readings: 2 }]);
  expect(await readPublished(database.pool, listing)).toEqual({ ...before, live: 2 });
  expect(await read(listing, 5)).toMatchObject({ doubts: 0 });
  expect(await doubtsOf(listing)).toEqual([]);
});

test("what a push or an order overtook during the call is no doubt", async () => {
  const [pushed, ordered, waiting] = [
    await makePublished(database.pool, { quantity: 5, expected: 5 }),
    await makePublished(database.pool, { quantity: 5, expected: 5 }),
    await makePublished(database.pool, { quantity: 5, expected: 4 }),
  ];
  expect(await read(pushed, 3, () => sent(pushed))).toMatchObject({ doubts: 0 });
  const sale = () => changePublished(database.pool, ordered, { quantity: 4, expected: 4 });
  expect(await read(ordered, 3, sale)).toMatchObject({ doubts: 0 });
  expect(await read(waiting, 3)).toMatchObject({ doubts: 0 });
  expect(await readPublished(database.pool, pushed)).toMatchObject({ live: null });
});

test("unknown is not zero: a listing without an answer is named, keeps its numbers, and is known again when it is", async () => {
  const listing = await makePublished(database.pool, { quantity: 5, expected: 5 });
  const before = await readPublished(database.pool, listing);
  expect(await read(listing, null)).toMatchObject({ missing: 1, doubts: 0 });
  expect(await readPublished(database.pool, listing)).toEqual(before);
  const missing = async () => {
    const sql = "select missing_since is not null as is from published_quantity where listing_id = $1";
    return (await database.pool.query(sql, [listing.id])).rows[0]?.is;
  };
  expect(await missing()).toBe(true);
  await read(listing, 5);
  expect(await missing()).toBe(false);
});

test("a run that a person had begin again is not moved by what was read before", async () => {
  const channel = await makeChannel(database.pool);
  const listing = await makePublished(database.pool, { channel, quantity: 5, expected: 5 });
  const at = new Date();
  await startRun(database.pool, channel.id, { actor: null, isResync: false }, at);
  const run = await readRun(database.pool, channel.id);
  if (!run) throw new Error("there is no run");
  const step = async (before: string | null, after: string) => {
    const listings = await readListingsById(database.pool, channel.id, [listing.id]);
    const readings = { listings, live: new Map([[listing.id, 5]]), readAt: at };
    return recordReadings(database.pool, readings, { isResync: false, step: { runId: run.id, before, after } });
  };
  expect(await step(null, "a")).toMatchObject({ isMoved: true });
  await startRun(database.pool, channel.id, { actor: "anna", isResync: true }, at);
  expect(await readRun(database.pool, channel.id)).toMatchObject({ id: run.id, after: null, isResync: true });
  expect(await step("a", "b")).toMatchObject({ isMoved: false });
  expect(await readRun(database.pool, channel.id)).toMatchObject({ after: null });
});
