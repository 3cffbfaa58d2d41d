import { randomUUID } from "node:crypto";
import { addProducts, applyBatch, changeListings, connectChannel } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { publishedFeed } from "../../api/src/live/published-feed.ts";
import { makeStockFeed } from "../../api/src/live/stock-feed.ts";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { readStream, type Stream } from "./stream.ts";
import { type ApiWorld, graphqlRequest, makeApiWorld } from "./world.ts";

let world: ApiWorld;
let location: { id: string };
let key: string;
beforeAll(async () => {
  world = await makeApiWorld();
  location = await makeLocation(world.pool);
  const made = await world.ask<{ createApiKey: { key: string } }>('mutation { createApiKey(name: "portal") { key } }');
  key = made.createApiKey.key;
});
afterAll(() => world.close());

interface Told {
  publishedChanged: { startPoint: string | null; quantities: { sku: string; quantity: number | null }[] };
}

const watch = `subscription ($channel: String!, $since: DateTime) {
  publishedChanged(channel: $channel, since: $since) { startPoint quantities { sku quantity } } }`;

/** Subscribes as a portal does: with a key alone. */
async function subscribe(channel: { code: string }, since: string | null = null): Promise<Stream<Told>> {
  const headers = { "x-api-key": key, accept: "text/event-stream" };
  return readStream(await world.send("/api/graphql", graphqlRequest(watch, { channel: channel.code, since }, headers)));
}

/** A portal that offers one product. */
async function makePortal(quantity: number) {
  const channel = await makeChannel(world.pool, { platform: "portal", locations: [location] });
  const product = await makeProduct(world.pool);
  await makeListing(world.pool, { channel, product, platformId: product.sku, sku: product.sku });
  await receive(product, quantity);
  return { channel, product };
}

async function receive(product: { id: string }, quantity: number): Promise<void> {
  const act = { verb: "receive", key: randomUUID(), actor: "test", reason: "delivery" } as const;
  await applyBatch(world.pool, [{ ...act, productId: product.id, locationId: location.id, quantity }], new Date());
}

async function lose(product: { id: string }, units: number): Promise<void> {
  const act = { verb: "adjust", key: randomUUID(), actor: "test", reason: "damage" } as const;
  const change = { kind: "by", delta: -units } as const;
  await applyBatch(world.pool, [{ ...act, productId: product.id, locationId: location.id, change }], new Date());
}

const next = async (stream: Stream<Told>) => (await stream.next()).publishedChanged;

test("a portal hears all of its numbers first, and then each change, as the hub publishes them and not what lies there", async () => {
  const { channel, product } = await makePortal(9);
  await world.pool.query("insert into rule (id, channel_id, safety_stock_units) values ($1, $2, 4)", [
    randomUUID(),
    channel.id,
  ]);
  await receive(product, 1);
  const stream = await subscribe(channel);
  expect(await next(stream)).toEqual({
    quantities: [{ sku: product.sku, quantity: 6 }],
    startPoint: expect.any(String),
  });
  await receive(product, 2);
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: 8 }]);
  await stream.close();
});

test("it hears nothing of products that it does not offer", async () => {
  const { channel, product } = await makePortal(1);
  const stream = await subscribe(channel);
  await next(stream);
  const other = await makePortal(5);
  await receive(other.product, 1);
  await receive(product, 1);
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: 2 }]);
  await stream.close();
});

test("from its start point it goes on without a gap: what was changed meanwhile, taken by the portal or not, and no more", async () => {
  const { channel, product } = await makePortal(1);
  const [waiting, old] = [await makeProduct(world.pool), await makeProduct(world.pool)];
  for (const one of [waiting, old]) await makeListing(world.pool, { channel, product: one, platformId: one.sku });
  for (const one of [waiting, old]) await receive(one, 3);
  const stream = await subscribe(channel);
  const { startPoint, quantities } = await next(stream);
  expect(quantities).toHaveLength(3);
  await stream.close();
  await anHourPasses(channel);
  for (const one of [product, waiting]) await receive(one, 6);
  await confirm(product);
  const again = await subscribe(channel, startPoint);
  expect((await next(again)).quantities.toSorted((one, other) => (one.quantity ?? 0) - (other.quantity ?? 0))).toEqual([
    { sku: product.sku, quantity: 7 },
    { sku: waiting.sku, quantity: 9 },
  ]);
  await again.close();
});

test("from its start point it is told also what changed back before the portal was written, and so waits for nothing", async () => {
  const { channel, product } = await makePortal(3);
  await confirm(product);
  await anHourPasses(channel);
  await receive(product, 2);
  const stream = await subscribe(channel);
  const { startPoint, quantities } = await next(stream);
  expect(quantities).toEqual([{ sku: product.sku, quantity: 5 }]);
  await stream.close();
  await lose(product, 2);
  const again = await subscribe(channel, startPoint);
  expect((await next(again)).quantities).toEqual([{ sku: product.sku, quantity: 3 }]);
  await again.close();
});

/** As a push that the portal took does. */
async function confirm(product: { id: string }): Promise<void> {
  await world.pool.query(
    `update published_quantity p set pending_since = null, confirmed_at = now(), confirmed = quantity, expected = quantity
     from listing l where l.id = p.listing_id and l.product_id = $1`,
    [product.id],
  );
}

/** All that the channel's numbers tell of is an hour ago. */
async function anHourPasses(channel: { id: string }): Promise<void> {
  await world.pool.query(
    `update published_quantity set changed_at = changed_at - interval '1 hour', confirmed_at = confirmed_at - interval '1 hour'
     where channel_id = $1`,
    [channel.id],
  );
}

test("what a portal offers no more it is told once, as null, and its number again when it does", async () => {
  const { channel, product } = await makePortal(4);
  const other = await makeProduct(world.pool);
  await makeListing(world.pool, { channel, product: other, platformId: other.sku });
  await receive(other, 1);
  const stream = await subscribe(channel);
  await next(stream);
  await wish(product, channel, { kind: "unlink" });
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: null }]);
  await receive(other, 1);
  expect((await next(stream)).quantities).toEqual([{ sku: other.sku, quantity: 2 }]);
  await wish(product, channel, { kind: "link", productId: product.id });
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: 4 }]);
  await wish(product, channel, { kind: "ignore" });
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: null }]);
  await stream.close();
});

test("from its start point it is told what is offered no more since; whoever begins anew hears nothing of that", async () => {
  const { channel, product } = await makePortal(4);
  const stream = await subscribe(channel);
  const { startPoint } = await next(stream);
  await stream.close();
  await anHourPasses(channel);
  await wish(product, channel, { kind: "unlink" });
  const [again, anew] = [await subscribe(channel, startPoint), await subscribe(channel)];
  expect((await next(again)).quantities).toEqual([{ sku: product.sku, quantity: null }]);
  expect((await next(anew)).quantities).toEqual([]);
  await Promise.all([again.close(), anew.close()]);
});

/** A person changes the portal's listing of a product. */
async function wish(
  product: { id: string; sku: string },
  channel: { id: string },
  what: { kind: "unlink" | "ignore" } | { kind: "link"; productId: string },
): Promise<void> {
  const { rows } = await world.pool.query<{ id: string }>(
    "select id from listing where channel_id = $1 and platform_id = $2",
    [channel.id, product.sku],
  );
  const wishes = rows.map(({ id }) => ({ listingId: id, ...what }));
  const changed = await changeListings(world.pool, { key: randomUUID(), actor: "anna", wishes }, new Date());
  expect(changed).toMatchObject({ results: [{ kind: "changed" }] });
}

test("a large catalogue comes in pages, and only the last of them is a start point", async () => {
  const rows = Array.from({ length: 1_200 }, (_, number) => ({ sku: `P-${number}`, title: "x", barcodes: [] }));
  const connected = await connectChannel(world.pool, {
    ...{ code: "large", name: "Large", platform: "portal", writeKind: "absolute", baseUrl: "", sealedCredentials: "" },
    ...{ countries: ["NL"], locationIds: [location.id], liveSince: null },
  });
  expect(connected.kind).not.toBe("refused");
  await addProducts(world.pool, rows.slice(0, 600));
  await addProducts(world.pool, rows.slice(600));
  const stream = await subscribe({ code: "large" });
  const [first, second] = [await next(stream), await next(stream)];
  expect([first.quantities.length, first.startPoint]).toEqual([1_000, null]);
  expect(second.startPoint).toEqual(expect.any(String));
  const skus = new Set([...first.quantities, ...second.quantities].map(({ sku }) => sku));
  for (const { sku } of rows) expect(skus).toContain(sku);
  await stream.close();
});

test("what may have been missed is read again", async () => {
  const { channel, product } = await makePortal(4);
  const stream = await subscribe(channel);
  await next(stream);
  await world.pool.query("select pg_notify('stock', $1)", [JSON.stringify({ everything: true })]);
  expect((await next(stream)).quantities).toEqual([{ sku: product.sku, quantity: 4 }]);
  await stream.close();
});

test("whoever leaves while nothing happens is forgotten", async () => {
  const { channel } = await makePortal(1);
  const before = await subscribers();
  const stream = await subscribe(channel);
  await next(stream);
  expect(await subscribers()).toBe(before + 1);
  await stream.close();
  await vi.waitFor(async () => expect(await subscribers()).toBe(before));
});

test("other platforms' channels, and strangers, hear nothing", async () => {
  const shop = await makeChannel(world.pool, { platform: "shopify" });
  const { errors } = await world.graphql(watch, { channel: shop.code });
  expect(errors?.[0]?.message).toContain("must be on portal or pos, it is on shopify");
  const request = graphqlRequest(watch, { channel: shop.code }, { accept: "text/event-stream" });
  expect((await world.send("/api/graphql", request)).status).toBe(401);
});

async function subscribers(): Promise<number> {
  const answer = await world.send("/metrics", { headers: { "x-api-key": key } });
  return Number(/stockpool_live_subscribers (\d+)/.exec(await answer.text())?.[1]);
}

test("a listener whose first reading fails is told nothing any more, and nothing is kept for it", async () => {
  const feed = makeStockFeed();
  const numbers = publishedFeed(world.pool, feed, { channelId: "none that a database could look for", since: null });
  expect(feed.size()).toBe(1);
  await expect(numbers.next()).rejects.toThrow(/uuid/);
  expect(feed.size()).toBe(0);
});
