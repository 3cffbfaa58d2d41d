import { afterAll, beforeAll, expect, test } from "vitest";
import { markAccepted } from "../../../stock/src/push/mark-accepted.ts";
import { readPending } from "../../../stock/src/push/read-pending.ts";
import { type Settlement, settlePushes } from "../../../stock/src/push/settle-pushes.ts";
import { startPushes } from "../../../stock/src/push/start-pushes.ts";
import { readUnanswered, type UnansweredPush } from "../../../stock/src/push/unanswered.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { changePublished, makePublished, pendingOf, readPublished, readPushes } from "../../make/published.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

/** A listing whose push left and got no answer. */
async function makeUnanswered(quantity: number, expected: number | null) {
  const listing = await makePublished(database.pool, { quantity, expected });
  await startPushes(database.pool, [await pendingOf(database.pool, listing)], new Map(), false, new Date());
  const [push] = await readUnanswered(database.pool, listing.channel.id, 10);
  if (!push) throw new Error("the push is not there");
  return { listing, push };
}

const settled = (push: UnansweredPush, live: number): Settlement => {
  return { kind: "settled", push, live, isConfirmed: live === push.quantity };
};

async function settle(settlement: Settlement, readAt = new Date()) {
  return settlePushes(database.pool, [settlement], readAt, new Date());
}

test("settled at what was pushed: confirmed, and nothing waits", async () => {
  const { listing, push } = await makeUnanswered(4, 5);
  expect(await settle(settled(push, 4))).toEqual(new Set([listing.id]));
  expect(await readPublished(database.pool, listing)).toMatchObject({
    expected: 4,
    confirmed: 4,
    live: 4,
    isPending: false,
  });
  expect(await readPushes(database.pool, listing)).toMatchObject([{ state: "confirmed", isEnded: true }]);
});

test("settled at another quantity: superseded, and the listing is pushed from there", async () => {
  const { listing, push } = await makeUnanswered(4, 6);
  await settle(settled(push, 5));
  expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 5, live: 5, isPending: true });
  expect(await readPushes(database.pool, listing)).toMatchObject([{ state: "superseded", isEnded: true }]);
  expect(await readPending(database.pool, listing.channel.id, 10, new Date())).toMatchObject([
    { quantity: 4, expected: 5 },
  ]);
});

test("an order that came in after the reading keeps the push unanswered", async () => {
  const { listing, push } = await makeUnanswered(4, 6);
  await changePublished(database.pool, listing, { quantity: 3, expected: 5 });
  expect(await settle(settled(push, 5))).toEqual(new Set());
  expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 5, live: null, isPending: true });
  expect(await readPushes(database.pool, listing)).toMatchObject([{ state: "sent", isEnded: false }]);
});

test("where no belief is needed the listing is pushed anew", async () => {
  const { listing, push } = await makeUnanswered(4, 6);
  await settle({ kind: "unknown", push, live: 4 });
  expect(await readPublished(database.pool, listing)).toMatchObject({ expected: null, live: 4, isPending: true });
  expect(await readPending(database.pool, listing.channel.id, 10, new Date())).toMatchObject([
    { quantity: 4, expected: null },
  ]);
});

test("a listing that the platform does not know is rejected and rests", async () => {
  const { listing, push } = await makeUnanswered(4, null);
  await settle({ kind: "missing", push, error: "not known" });
  expect(await readPublished(database.pool, listing)).toMatchObject({ expected: null, isPending: true });
  expect(await readPushes(database.pool, listing)).toMatchObject([{ state: "rejected", error: "not known" }]);
  expect(await readPending(database.pool, listing.channel.id, 10, new Date())).toEqual([]);
});

test("unsettled: the reading and the first time of it are kept, until it changes", async () => {
  const { listing, push } = await makeUnanswered(4, 6);
  const at = (ms: number) => new Date(push.at.getTime() + ms);
  const again = async (live: number, ms: number) => {
    await settle({ kind: "unsettled", push, live }, at(ms));
    const [now] = await readUnanswered(database.pool, listing.channel.id, 10);
    return { live: now?.live, liveAt: now?.liveAt };
  };
  expect(await again(5, 1_000)).toEqual({ live: 5, liveAt: at(1_000) });
  expect(await again(5, 2_000)).toEqual({ live: 5, liveAt: at(1_000) });
  expect(await again(4, 3_000)).toEqual({ live: 4, liveAt: at(3_000) });
  expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 6, isPending: true });
});

test("a reading from before the push is no proof, even if it is the same", async () => {
  const { listing, push } = await makeUnanswered(4, 6);
  await database.pool.query("update published_quantity set live = 5, live_at = $2 where listing_id = $1", [
    listing.id,
    new Date(push.at.getTime() - 60_000),
  ]);
  const readAt = new Date(push.at.getTime() + 1_000);
  await settle({ kind: "unsettled", push, live: 5 }, readAt);
  expect(await readUnanswered(database.pool, listing.channel.id, 10)).toMatchObject([{ live: 5, liveAt: readAt }]);
});

test("accepted pushes are read back after all others, except where another quantity is wanted by now", async () => {
  const channel = await makeChannel(database.pool, { platform: "amazon" });
  const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second));
  const sent = async (second: number, isAccepted: boolean) => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5, channel });
    const pushes = await startPushes(
      database.pool,
      [await pendingOf(database.pool, listing)],
      new Map(),
      false,
      at(second),
    );
    const accepted = pushes.map((push) => ({ push, reference: null }));
    if (isAccepted) await markAccepted(database.pool, accepted, at(60));
    return listing;
  };
  const listings = [await sent(1, true), await sent(2, true), await sent(3, false)];
  const [first, changed, unanswered] = listings;
  if (!first || !changed || !unanswered) throw new Error("no listings");
  await changePublished(database.pool, changed, { quantity: 2 });
  const order = (await readUnanswered(database.pool, channel.id, 10)).map(({ listingId }) => listingId);
  expect(order).toEqual([changed.id, unanswered.id, first.id]);
});
