import {
  dropSoughtBatch,
  endPushBatch,
  markAccepted,
  nameSoughtBatch,
  readPending,
  readPushBatches,
  readUnanswered,
  seekPushBatch,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { changePublished, makePublished, pendingOf, readPushes } from "../../make/published.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** A first push that left, and of which the platform's word is sought. */
async function makeSought() {
  const { pool } = database;
  const listing = await makePublished(pool, { quantity: 5, expected: null });
  const [push] = await startPushes(pool, [await pendingOf(pool, listing)], new Map(), false, new Date());
  if (!push) throw new Error("the push did not start");
  const channelId = listing.channel.id;
  await seekPushBatch(pool, channelId, { at: push.at, listingIds: [listing.id] });
  const [batch] = await readPushBatches(pool, channelId);
  if (!batch) throw new Error("nothing is sought");
  const unanswered = () => readUnanswered(pool, channelId, 10);
  const references = async () => (await readPushBatches(pool, channelId)).map(({ reference }) => reference);
  return { pool, listing, channelId, push, batch, unanswered, references };
}

test("what is sought is not read back and not written anew, unless something else is wanted by now", async () => {
  const { pool, listing, unanswered } = await makeSought();
  expect(await unanswered()).toEqual([]);
  await changePublished(pool, listing, { quantity: 4 });
  expect(await unanswered()).toMatchObject([{ quantity: 5, wanted: 4 }]);
});

test("the platform's answer takes the place of what was sought", async () => {
  const { pool, push, references, unanswered } = await makeSought();
  await markAccepted(pool, [{ push, reference: "feed 1" }], new Date());
  expect(await references()).toEqual(["feed 1"]);
  expect(await unanswered()).toEqual([]);
});

test("what was found is waited for, each of several, and has been accepted", async () => {
  const { pool, batch, references, unanswered } = await makeSought();
  await nameSoughtBatch(pool, batch, ["feed 1", "feed 2"], new Date());
  expect(await references()).toEqual(["feed 1", "feed 2"]);
  for (const one of await readPushBatches(pool, batch.channelId)) {
    expect(one).toMatchObject({ isSought: false, listingIds: batch.listingIds });
    expect(await unanswered()).toEqual([]);
    await endPushBatch(pool, one, { kind: "done", refused: new Map() }, new Date());
  }
  expect(await unanswered()).toMatchObject([{ quantity: 5, acceptedAt: expect.any(Date) }]);
});

test("what was sought in vain is written anew", async () => {
  const { pool, listing, batch, references, channelId } = await makeSought();
  await endPushBatch(pool, batch, { kind: "not_found" }, new Date());
  expect(await references()).toEqual([]);
  expect(await readPushes(pool, listing)).toMatchObject([{ state: "superseded" }]);
  expect(await readPending(pool, channelId, 10, new Date())).toMatchObject([{ quantity: 5, expected: null }]);
});

test("what certainly never came to be is not sought", async () => {
  const { pool, channelId, push, references } = await makeSought();
  await dropSoughtBatch(pool, channelId, push.at);
  expect(await references()).toEqual([]);
});
