import { moveWatermark, notePoll } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEventKeys } from "../../api/src/read/event-keys.ts";
import { makeChannel } from "../make/channel.ts";
import { makeDrift } from "../make/drift.ts";
import { makeEvent } from "../make/event.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { readPublished } from "../make/published.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;

beforeAll(async () => {
  world = await makeApiWorld();
});

afterAll(() => world.close());

/** A listing that shows all of five units at its channel's locations. */
async function makeShown(locationCount = 1) {
  const locations = await Promise.all(Array.from({ length: locationCount }, () => makeLocation(world.pool)));
  const channel = await makeChannel(world.pool, { locations });
  const product = await makeProduct(world.pool);
  const listing = await makeListing(world.pool, { channel, product, published: 5 });
  const [place] = locations;
  if (!place) throw new Error("no location");
  await world.ask(`mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { __typename } }`, {
    input: {
      key: `receive/${product.id}`,
      productId: nodeId("Product", product.id),
      locationId: nodeId("Location", place.id),
      quantity: 5,
      reason: "test",
    },
  });
  return { channel, product, place, listing: { ...listing, channel, product } };
}

async function settle(drift: { id: string }, answer: "push" | "adopt" | "dismiss") {
  const { settleDrift } = await world.ask<{ settleDrift: Record<string, unknown> }>(
    `mutation ($id: ID!, $answer: DriftAnswer!) {
      settleDrift(driftId: $id, answer: $answer) {
        __typename
        ... on DriftChanged { drift { endedAs endedBy healingAt } }
        ... on Refusal { code message }
      }
    }`,
    { id: nodeId("Drift", drift.id), answer },
  );
  return settleDrift;
}

async function available(product: { id: string }) {
  const { rows } = await world.pool.query<{ sum: number }>(
    "select sum(available)::int as sum from stock_level where product_id = $1",
    [product.id],
  );
  return rows[0]?.sum;
}

test("a person has the hub's number written again, once", async () => {
  const { listing, channel } = await makeShown();
  const drift = await makeDrift(world.pool, { listing, expected: 5, live: 9 });
  expect(await settle(drift, "push")).toMatchObject({ __typename: "DriftChanged", drift: { endedAs: null } });
  expect(await readPublished(world.pool, listing)).toMatchObject({ quantity: 5, expected: 9, isPending: true });
  const { rows } = await world.pool.query("select from graphile_worker.jobs where key = 'push:' || $1", [channel.id]);
  expect(rows).toHaveLength(1);
  expect(await settle(drift, "push")).toMatchObject({ __typename: "Refusal", code: "drift_not_found" });
});

test("a person adopts a difference: the pool follows, and nothing has to be pushed", async () => {
  const { listing, product } = await makeShown();
  const drift = await makeDrift(world.pool, { listing, expected: 5, live: 3 });
  expect(await settle(drift, "adopt")).toMatchObject({ drift: { endedAs: "adopted", endedBy: expect.any(String) } });
  expect(await available(product)).toBe(3);
  expect(await readPublished(world.pool, listing)).toMatchObject({ quantity: 3, expected: 3, isPending: false });
  expect(await settle(drift, "adopt")).toMatchObject({ __typename: "Refusal" });
  expect(await available(product)).toBe(3);
});

test("what cannot be said to be of one place is not adopted", async () => {
  const { listing, product } = await makeShown(2);
  const drift = await makeDrift(world.pool, { listing, expected: 5, live: 3 });
  expect(await settle(drift, "adopt")).toMatchObject({
    ...{ __typename: "Refusal", code: "drift_not_adoptable", message: expect.stringContaining("2 locations") },
  });
  expect(await available(product)).toBe(5);
});

test("drifts are listed newest first, by channel and by whether they are open", async () => {
  const { listing, channel } = await makeShown();
  const old = await makeDrift(world.pool, { listing, expected: 5, live: 4, foundAt: new Date(Date.UTC(2026, 0, 1)) });
  await settle(old, "dismiss");
  await makeDrift(world.pool, { listing, expected: 5, live: 2, cause: "two_writers" });
  const { drifts, channels } = await world.ask<{
    drifts: { edges: { node: object }[] };
    channels: { id: string; health: { driftsOpen: number; driftsToday: number } }[];
  }>(
    `query ($channelId: ID!) {
      drifts(channelId: $channelId) { edges { node { live cause endedAs listing { id } channel { id } } } }
      channels { id health { driftsOpen driftsToday driftsHealedToday listingsMissing eventsWaiting oldestEventAt pushLagWorstMs } }
    }`,
    { channelId: nodeId("Channel", channel.id) },
  );
  expect(drifts.edges.map(({ node }) => node)).toMatchObject([
    { live: 2, cause: "two_writers", endedAs: null },
    { live: 4, cause: "edited_on_platform", endedAs: "dismissed" },
  ]);
  const health = channels.find(({ id }) => id === nodeId("Channel", channel.id))?.health;
  expect(health).toMatchObject({ driftsOpen: 1, driftsToday: 1 });
});

test("messages are listed with their state, and replayed one by one or by range", async () => {
  const channel = await makeChannel(world.pool);
  for (const [hour, state] of [
    [1, "done_at"],
    [2, "set_aside_at"],
    [3, "set_aside_at"],
  ] as const) {
    const event = makeEvent(channel, { receivedAt: new Date(Date.UTC(2026, 0, 1, hour)), body: `{"hour":${hour}}` });
    await world.pool.query(
      `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at, ${state})
       values ($1, $2, $3, $4, '{}', $5, $6, now())`,
      [event.id, event.channelId, event.platformEventId, event.topic, event.body, event.receivedAt],
    );
  }
  const channelId = nodeId("Channel", channel.id);
  const list = async (state: string | null) => {
    const { webhookEvents } = await world.ask<{
      webhookEvents: { edges: { node: { id: string; state: string; body: string } }[] };
    }>(
      `query ($channelId: ID!, $state: WebhookEventState) {
        webhookEvents(channelId: $channelId, state: $state) { edges { node { id state body error channel { id } } } }
      }`,
      { channelId, state },
    );
    return webhookEvents.edges.map(({ node }) => node);
  };
  expect((await list(null)).map(({ state, body }) => [state, body])).toEqual([
    ["set_aside", '{"hour":3}'],
    ["set_aside", '{"hour":2}'],
    ["done", '{"hour":1}'],
  ]);
  const [last] = await list("set_aside");
  const one = await world.ask<object>("mutation ($ids: [ID!]!) { replayEvents(ids: $ids) { replayed } }", {
    ids: [last?.id],
  });
  expect(one).toEqual({ replayEvents: { replayed: 1 } });
  const range = await world.ask<object>(
    `mutation ($channelId: ID!) {
      replayEventRange(channelId: $channelId, isSetAsideOnly: true) { replayed isMore }
    }`,
    { channelId },
  );
  expect(range).toEqual({ replayEventRange: { replayed: 1, isMore: false } });
  expect((await list("waiting")).map(({ body }) => body)).toEqual(['{"hour":3}', '{"hour":2}']);
});

test("a resync of one channel, of all and of one listing begins readings that show how far they are", async () => {
  const { listing, channel } = await makeShown();
  const channelId = nodeId("Channel", channel.id);
  const one = await world.ask<{ resync: { channels: object[] } }>(
    `mutation ($channelId: ID!) {
      resync(channelId: $channelId) {
        ... on ResyncQueued { channels { id reconcileRuns(first: 1) { isResync actor listings read endedAt } circuit { state } } }
      }
    }`,
    { channelId },
  );
  expect(one.resync.channels).toEqual([
    {
      ...{ id: channelId, circuit: null },
      reconcileRuns: [{ isResync: true, actor: expect.any(String), listings: 1, read: 0, endedAt: null }],
    },
  ]);
  const all = await world.ask<{ resync: { channels: object[] } }>(
    "mutation { resync { ... on ResyncQueued { channels { id } } } }",
  );
  expect(all.resync.channels.length).toBeGreaterThan(1);
  const listingId = nodeId("Listing", listing.id);
  const resyncListings = (ids: string[]) =>
    world.ask<{ resyncListings: object }>(
      `mutation ($ids: [ID!]!) { resyncListings(listingIds: $ids) {
        ... on ListingsResyncQueued { listings { id resync { actor state live expected error } } }
        ... on Refusal { code message }
      } }`,
      { ids },
    );
  const waiting = { actor: expect.any(String), state: "waiting", live: null, expected: null, error: null };
  const queued = { resyncListings: { listings: [{ id: listingId, resync: waiting }] } };
  expect(await resyncListings([listingId, listingId])).toEqual(queued);
  expect(await resyncListings([listingId])).toEqual(queued);
  const unknown = nodeId("Listing", channel.id);
  expect(await resyncListings([listingId, unknown])).toMatchObject({ resyncListings: { code: "listing_not_found" } });
  await expect(resyncListings([])).rejects.toThrow("listingIds must be 1–1000");
  const { rows } = await world.pool.query("select from graphile_worker.jobs where queue_name = 'reconcile:' || $1", [
    channel.id,
  ]);
  expect(rows).toHaveLength(2);
});

test("how a channel is watched can be set, within bounds", async () => {
  const channel = await makeChannel(world.pool);
  const set = (minutes: number) =>
    world.ask<{ setReconcile: object }>(
      `mutation ($id: ID!, $minutes: Int) {
        setReconcile(channelId: $id, minutes: $minutes, policy: ask) {
          ... on ChannelChanged { channel { reconcileMinutes driftPolicy } }
          ... on Refusal { code message }
        }
      }`,
      { id: nodeId("Channel", channel.id), minutes },
    );
  expect(await set(5)).toEqual({ setReconcile: { channel: { reconcileMinutes: 5, driftPolicy: "ask" } } });
  expect(await set(0)).toMatchObject({ setReconcile: { message: "minutes must be 1–1440, got 0" } });
  expect(await world.ask<object>("mutation { setInboxDays(days: 7) }")).toEqual({ setInboxDays: 7 });
  expect(await world.ask<object>("{ inboxDays }")).toEqual({ inboxDays: 7 });
});

test("metrics tell of every channel", async () => {
  const { listing, channel } = await makeShown();
  await makeDrift(world.pool, { listing, expected: 5, live: 2 });
  await world.pool.query(
    "insert into circuit (channel_id, state, since, failures, reason, probe_at) values ($1, 'open', now(), 3, 'no answer', now())",
    [channel.id],
  );
  const text = await (await world.send("/metrics", { headers: { cookie: world.cookie } })).text();
  for (const [name, value] of [
    ["drifts_open", 1],
    ["circuit_open", 1],
    ["inbox_waiting", 0],
    ["waiting_listings", 0],
  ]) {
    expect(text).toContain(`stockpool_channel_${name}{channel="${channel.code}"} ${value}\n`);
  }
  expect(text).toContain("stockpool_channels_read 1");
});

test("a channel tells its last polls: what they read, how they ended, and the watermark after each", async () => {
  const channel = await makeChannel(world.pool);
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
  const told = { channelId: channel.id, startedAt: at(1), askedFrom: at(0), error: null };
  await moveWatermark(world.pool, channel.id, at(1), at(2));
  await notePoll(world.pool, { ...told, endedAt: at(2), endedAs: "complete", orders: 4 });
  await notePoll(world.pool, { ...told, endedAt: at(3), endedAs: "failed", orders: 1, error: "PlatformError: 500" });
  const ask = (first: number) =>
    world.ask<{ node: { polls: object[] } }>(
      `query ($id: ID!, $first: Int) { node(id: $id) { ... on Channel {
        polls(first: $first) { endedAt askedFrom endedAs orders polls ordersUntil error }
      } } }`,
      { id: nodeId("Channel", channel.id), first },
    );
  const known = { askedFrom: at(0).toISOString(), polls: 1, ordersUntil: at(1).toISOString() };
  expect((await ask(10)).node.polls).toEqual([
    { ...known, endedAt: at(3).toISOString(), endedAs: "failed", orders: 1, error: "PlatformError: 500" },
    { ...known, endedAt: at(2).toISOString(), endedAs: "complete", orders: 4, error: null },
  ]);
  expect((await ask(1)).node.polls).toHaveLength(1);
  await expect(ask(0)).rejects.toThrow("first must be 1–200");
});

test("the messages of one channel are found without reading those of the others", async () => {
  const [busy, quiet] = [await makeChannel(world.pool), await makeChannel(world.pool)];
  await world.pool.query(
    `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at, done_at)
     select gen_random_uuid(), case when n % 2000 = 0 then $2::uuid else $1 end, n::text, 'orders/create', '{}', '{}',
       now() - make_interval(secs => n), now()
     from generate_series(1, 20000) n`,
    [busy.id, quiet.id],
  );
  await world.pool.query("analyze webhook_event");
  const plan = await explainEventKeys(world.pool, quiet.id);
  expect(plan).toContain("webhook_event_by_channel");
  expect(plan).not.toContain("Rows Removed");
});

/** How Postgres reads the first page of a channel's messages. */
async function explainEventKeys(pool: ApiWorld["pool"], channelId: string): Promise<string> {
  const lines: string[] = [];
  const explain = async (text: string, values: unknown[]) => {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(`explain (analyze) ${text}`, values);
    lines.push(...rows.map((row) => row["QUERY PLAN"]));
    return { rows: [] };
  };
  const explaining = new Proxy(pool, {
    get: (target, name) => (name === "query" ? explain : Reflect.get(target, name)),
  });
  await readEventKeys(explaining, { channelId, state: null, from: null, until: null }, 51);
  return lines.join("\n");
}
