import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { channelsWithPending, readPending, rejectedPauseMs } from "../../../stock/src/push/read-pending.ts";
import { type PushEnd, recordPushes } from "../../../stock/src/push/record-pushes.ts";
import { settlePushes } from "../../../stock/src/push/settle-pushes.ts";
import { type StartedPush, startPushes } from "../../../stock/src/push/start-pushes.ts";
import { readUnanswered } from "../../../stock/src/push/unanswered.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeOrder } from "../../make/order.ts";
import { changePublished, makePublished, pendingOf, readPublished, readPushes } from "../../make/published.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

type Published = Awaited<ReturnType<typeof makePublished>>;

const trace = { quantity: 0, steps: [] };

async function start(listing: Published, countOpenUnits = false): Promise<StartedPush> {
  const pending = await pendingOf(database.pool, listing);
  const started = await startPushes(
    database.pool,
    [pending],
    new Map([[listing.id, trace]]),
    countOpenUnits,
    new Date(),
  );
  const [push] = started;
  if (!push) throw new Error("the push did not start");
  return push;
}

async function record(end: PushEnd) {
  await recordPushes(database.pool, [end], new Date());
}

async function pendingIds(channel: { id: string }, at = new Date()) {
  return (await readPending(database.pool, channel.id, 100, at)).map(({ listingId }) => listingId);
}

describe("what waits", () => {
  test("lowering comes before raising and unknown, and the lowest quantity first", async () => {
    const channel = await makeChannel(database.pool);
    const raise = await makePublished(database.pool, { channel, quantity: 1, expected: 0 });
    const unknown = await makePublished(database.pool, { channel, quantity: 0, expected: null });
    const lower = await makePublished(database.pool, { channel, quantity: 7, expected: 8 });
    const lowest = await makePublished(database.pool, { channel, quantity: 2, expected: 9 });
    await makePublished(database.pool, { channel, quantity: 3, expected: 3 });
    await makePublished(database.pool, { quantity: 1, expected: 2 });
    expect(await pendingIds(channel)).toEqual([lowest.id, lower.id, unknown.id, raise.id]);
  });

  test("an unlinked listing waits for nothing", async () => {
    const listing = await makePublished(database.pool, { quantity: 1, expected: 2 });
    await database.pool.query("update listing set status = 'ignored', product_id = null where id = $1", [listing.id]);
    expect(await pendingIds(listing.channel)).toEqual([]);
  });

  test("a listing with an unanswered push is not sent again before it is read back", async () => {
    const listing = await makePublished(database.pool, { quantity: 1, expected: 2 });
    await start(listing);
    await changePublished(database.pool, listing, { quantity: 0 });
    expect(await pendingIds(listing.channel)).toEqual([]);
    expect(await channelsWithPending(database.pool, new Date())).toContain(listing.channel.id);
  });

  test("a refusal in words that no database can hold is heard all the same", async () => {
    const listing = await makePublished(database.pool, { quantity: 1, expected: 2 });
    await record({ kind: "rejected", push: await start(listing), error: "nul \u0000 half \ud800" });
    const { rows } = await database.pool.query("select state, error from push where listing_id = $1", [listing.id]);
    expect(rows).toEqual([{ state: "rejected", error: "nul  half \ufffd" }]);
  });

  test("a refused quantity rests for minutes, another quantity goes at once", async () => {
    const listing = await makePublished(database.pool, { quantity: 1, expected: 2 });
    await record({ kind: "rejected", push: await start(listing), error: "no such item" });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 2, isPending: true });
    expect(await pendingIds(listing.channel)).toEqual([]);
    expect(await channelsWithPending(database.pool, new Date())).not.toContain(listing.channel.id);
    const later = new Date(Date.now() + rejectedPauseMs + 1_000);
    expect(await pendingIds(listing.channel, later)).toEqual([listing.id]);
    expect(await channelsWithPending(database.pool, later)).toContain(listing.channel.id);
    await changePublished(database.pool, listing, { quantity: 0 });
    expect(await pendingIds(listing.channel)).toEqual([listing.id]);
  });

  test("a channel that is paused or not live is not woken", async () => {
    const paused = await makeChannel(database.pool, { isPaused: true });
    const shadow = await makeChannel(database.pool, { isLive: false });
    await makePublished(database.pool, { channel: paused, quantity: 1, expected: 2 });
    await makePublished(database.pool, { channel: shadow, quantity: 1, expected: 2 });
    const woken = await channelsWithPending(database.pool, new Date());
    expect(woken).not.toContain(paused.id);
    expect(woken).not.toContain(shadow.id);
  });
});

describe("starting a push", () => {
  test("it is noted as sent, with its trace, before it leaves", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    const push = await start(listing);
    expect(push).toMatchObject({ quantity: 4, before: 5, platformId: listing.platformId, openUnits: 0 });
    expect(await readPushes(database.pool, listing)).toEqual([
      { state: "sent", quantity: 4, before: 5, error: null, isEnded: false, trace },
    ]);
  });

  test("a listing that changed since it was read is left for the next look", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    const pending = await pendingOf(database.pool, listing);
    await changePublished(database.pool, listing, { quantity: 3 });
    expect(await startPushes(database.pool, [pending], new Map(), false, new Date())).toEqual([]);
    expect(await readPushes(database.pool, listing)).toEqual([]);
  });

  test("it is the first until one has left that may have taken effect", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: null });
    const refused = await start(listing);
    await record({ kind: "rejected", push: refused, error: "no such item" });
    await changePublished(database.pool, listing, { quantity: 3 });
    const lost = await start(listing);
    expect([refused.isFirst, lost.isFirst]).toEqual([true, true]);
    const settlement = { kind: "unknown", live: null } as const;
    const [unanswered] = await readUnanswered(database.pool, listing.channel.id, 1);
    if (!unanswered) throw new Error("the push has an answer");
    await settlePushes(database.pool, [{ ...settlement, push: unanswered }], new Date(), new Date());
    expect(await start(listing)).toMatchObject({ before: null, isFirst: false });
  });

  test("open units are those of the channel's own open orders of that listing", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    await makeOrder(database.pool, { listing, ordered: 5, cancelled: 1, shipped: 1 });
    await makeOrder(database.pool, { listing, ordered: 2, shipped: 2 });
    await makeOrder(database.pool, { listing, ordered: 9, fulfilledBy: "platform" });
    expect(await start(listing, true)).toMatchObject({ openUnits: 3 });
  });
});

describe("recording a push", () => {
  test("confirmed: the platform is believed to show what was pushed, and nothing waits", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    await record({ kind: "confirmed", push: await start(listing) });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 4, confirmed: 4, isPending: false });
    expect(await readPushes(database.pool, listing)).toMatchObject([{ state: "confirmed", isEnded: true }]);
  });

  test("confirmed: an order imported during the flight lowers what is believed", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    const push = await start(listing);
    await changePublished(database.pool, listing, { quantity: 3, expected: 4 });
    await record({ kind: "confirmed", push });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 3, confirmed: 4, isPending: false });
  });

  test("confirmed: a sale elsewhere during the flight leaves the listing waiting", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    const push = await start(listing);
    await changePublished(database.pool, listing, { quantity: 2 });
    await record({ kind: "confirmed", push });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 4, confirmed: 4, isPending: true });
  });

  test("confirmed, nothing known before: an order imported during the flight counts", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: null });
    const push = await start(listing);
    expect(push.before).toBeNull();
    await changePublished(database.pool, listing, { quantity: 3, expected: 3 });
    await record({ kind: "confirmed", push });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 3, confirmed: 4, isPending: false });
  });

  test("confirmed: a shipment during the flight, which makes the belief unknown, is not forgotten", async () => {
    for (const expected of [5, null]) {
      const listing = await makePublished(database.pool, { quantity: 4, expected });
      const push = await start(listing, true);
      await changePublished(database.pool, listing, { expected: null });
      await record({ kind: "confirmed", push });
      expect(await readPublished(database.pool, listing)).toMatchObject({ expected: null, isPending: true });
    }
  });

  test("not confirmed, nothing known before: nothing is known after, and the listing waits", async () => {
    const rejected = await makePublished(database.pool, { quantity: 4, expected: null });
    await record({ kind: "rejected", push: await start(rejected), error: "no" });
    expect(await readPublished(database.pool, rejected)).toMatchObject({ expected: null, isPending: true });
    const skipped = await makePublished(database.pool, { quantity: 4, expected: null });
    await record({ kind: "skipped", push: await start(skipped), why: "later" });
    expect(await readPublished(database.pool, skipped)).toMatchObject({ expected: null, isPending: true });
    expect(await pendingIds(skipped.channel)).toEqual([skipped.id]);
  });

  test("stale: it is known to have changed nothing, and must be explained before the listing is written again", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 6 });
    await record({ kind: "stale", push: await start(listing), live: 5 });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 6, live: 5, isPending: true });
    expect(await pendingIds(listing.channel)).toEqual([]);
    expect(await readUnanswered(database.pool, listing.channel.id, 10)).toMatchObject([
      { listingId: listing.id, isRefused: true, expected: 6, live: 5, before: 6, quantity: 4 },
    ]);
  });

  test("a push that was recorded is not recorded again", async () => {
    const listing = await makePublished(database.pool, { quantity: 4, expected: 5 });
    const push = await start(listing);
    await record({ kind: "confirmed", push });
    await changePublished(database.pool, listing, { quantity: 2, expected: 3 });
    await record({ kind: "confirmed", push });
    expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 3, isPending: true });
  });

  test("two recorders of the same listings at once do not stand in each other's way", async () => {
    const channel = await makeChannel(database.pool);
    const listings = await Promise.all(
      Array.from({ length: 20 }, () => makePublished(database.pool, { channel, quantity: 4, expected: 5 })),
    );
    const pushes = await Promise.all(listings.map((listing) => start(listing)));
    const ends = pushes.map((push) => ({ kind: "confirmed", push }) as const);
    await Promise.all([ends, ends.toReversed(), ends].map((order) => recordPushes(database.pool, order, new Date())));
    for (const listing of listings) {
      expect(await readPublished(database.pool, listing)).toMatchObject({ expected: 4, isPending: false });
    }
  });
});
