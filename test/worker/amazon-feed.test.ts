import { randomUUID } from "node:crypto";
import { applyBatch, audit, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import { type AmazonHub, makeAmazonHub } from "./make/amazon.ts";
import { until } from "./make/until.ts";

/** As many listings as go in one feed, none of which was ever written. */
const count = 300;
let hub: AmazonHub;
let products: { id: string; sku: string }[];

beforeEach(async () => {
  hub = await makeAmazonHub(1, { feedMs: 3_600_000, amazonTimes: { listedWithinMs: 0, shownWithinMs: 500 } });
  products = await makeProducts();
});

afterEach(async () => {
  expect(await audit(hub.database.pool)).toEqual([]);
  expect(await hub.sandbox.control.violations()).toEqual([]);
  await hub.end();
});

const shown = async (product: { sku: string }) => (await hub.sandbox.control.stock("amazon", "seller"))[product.sku];
const written = (operation: string) => hub.sandbox.control.requests({ operation });

/** How many pushes are in a state. */
async function pushes(state: string, and = "true"): Promise<number> {
  const { rows } = await hub.database.pool.query(`select from push where state = $1::push_state and ${and}`, [state]);
  return rows.length;
}

/** Products of which Amazon shows one unit each, and nothing was ever written. */
async function makeProducts() {
  const { database, sandbox, channel } = hub;
  const made = await Promise.all(Array.from({ length: count }, () => makeProduct(database.pool)));
  const goods = made.map(({ sku }) => ({ sku, title: sku, stock: 1 }));
  await sandbox.control.putProducts("amazon", "seller", goods);
  await Promise.all(made.map((product) => makeListing(database.pool, { channel, product, platformId: product.sku })));
  return made;
}

/** All are written in one feed, and the hub knows its number. */
async function feed(): Promise<void> {
  await receiveTen();
  await until("all are in one feed", async () => (await pushes("sent", "accepted_at is not null")) === count);
}

/** Ten units of each, in one batch, so that all are written at once. */
async function receiveTen(): Promise<void> {
  const act = { verb: "receive", actor: "test", reason: "delivery", quantity: 10 } as const;
  const commands = products.map(({ id: productId }) => ({
    ...{ ...act, key: randomUUID(), productId, locationId: hub.location.id },
  }));
  await applyBatch(hub.database.pool, commands, new Date());
}

async function take(place: number, quantity: number) {
  const product = products[place];
  if (!product) throw new Error(`there is no product ${place}`);
  await hub.change(-quantity, product);
  return product;
}

test("a feed is waited for, and confirmed when buyers see it", async () => {
  await feed();
  await hub.sandbox.control.endFeeds("amazon", "seller");
  await until("all are confirmed", async () => (await pushes("confirmed")) === count);
  expect((await written("createFeed")).filter(({ operation }) => operation === "createFeed")).toHaveLength(1);
  expect(await written("patchListingsItem")).toEqual([]);
});

test("what is sold while a feed is on its way goes out at once, and again once the feed has overwritten it", async () => {
  await feed();
  const product = await take(0, 7);
  await until("buyers see the lower number", async () => (await shown(product)) === 3);
  await until("it is confirmed", async () => (await pushes("confirmed")) === 1);
  await hub.sandbox.control.endFeeds("amazon", "seller");
  expect(await shown(product)).toBe(10);
  await until("buyers see the lower number again", async () => (await shown(product)) === 3);
  await until("all are confirmed", async () => (await unsettled()) === 0);
  // Nobody had to find it out by reading all listings.
  expect((await hub.database.pool.query("select from drift")).rows).toEqual([]);
  expect(await shown(products[1] ?? product)).toBe(10);
});

test("a feed that Amazon gives up is written anew, one by one where something else was sent meanwhile", async () => {
  await feed();
  const product = await take(0, 7);
  await until("buyers see the lower number", async () => (await shown(product)) === 3);
  await hub.sandbox.control.endFeeds("amazon", "seller", { as: "FATAL" });
  await until(
    "the others are told as refused",
    async () => (await pushes("rejected", "error ~ 'FATAL'")) === count - 1,
  );
  expect(await shown(product)).toBe(3);
});

test("what a feed on its way may still show is exposed until it has ended, in whatever order a listing is sold from and guaranteed", async () => {
  await feed();
  const first = await take(0, 7);
  await until("buyers see the lower number", async () => (await shown(first)) === 3);
  await until("it is confirmed", async () => (await pushes("confirmed")) === 1);
  await guarantee(first);
  expect(await exposed(first)).toBeGreaterThanOrEqual(10);
  const second = products[1] ?? first;
  await guarantee(second);
  await take(1, 7);
  await until("it is written lower", async () => (await confirmed(second)) !== null);
  expect(await shown(second)).toBeLessThanOrEqual(3);
  await untilOrdersAreKnown();
  for (const product of [first, second]) expect(await exposed(product)).toBeGreaterThanOrEqual(10);
  await hub.sandbox.control.endFeeds("amazon", "seller");
  for (const product of [first, second]) {
    await until("buyers see what there is", async () => (await exposed(product)) === 3 && (await shown(product)) === 3);
  }
});

test("a feed whose answer was lost is found in Amazon's list, and waited for like any other", async () => {
  const lost = { on: "request", operation: "createFeed", action: "lose_after", after: 1, times: 1 } as const;
  await hub.sandbox.control.plantFault(lost);
  await feed();
  expect(await sought()).toBe(0);
  const product = await take(0, 7);
  await until("buyers see the lower number", async () => (await shown(product)) === 3);
  await hub.sandbox.control.endFeeds("amazon", "seller");
  await until("buyers see the lower number again", async () => (await shown(product)) === 3);
  await until("all are confirmed", async () => (await unsettled()) === 0);
  expect(await shown(products[1] ?? product)).toBe(10);
  expect(await written("patchListingsItem")).toHaveLength(2);
});

test("a feed that was created as the hub died, before it wrote down its number, is found too", async () => {
  const { pool } = hub.database;
  // The disk fails as the number is to be written down.
  await pool.query(`
    create function fail() returns trigger language plpgsql as $$ begin raise 'no space left on device'; end $$;
    create trigger fail before insert on push_batch for each row when (not new.is_sought) execute function fail()`);
  await receiveTen();
  await until("Amazon has the feed", async () => (await written("createFeed")).some(({ status }) => status === 202));
  await until("the hub has failed", async () => (await sought()) === 1 && (await failures()) > 0);
  await pool.query("drop trigger fail on push_batch");
  await until("it is found", async () => (await pushes("sent", "accepted_at is not null")) === count);
  await hub.sandbox.control.endFeeds("amazon", "seller");
  await until("all are confirmed", async () => (await unsettled()) === 0);
  expect(await written("patchListingsItem")).toEqual([]);
});

/** Batches of which it is not known how Amazon calls them. */
async function sought(): Promise<number> {
  return (await hub.database.pool.query("select from push_batch where is_sought")).rows.length;
}

/** Push jobs that threw. */
async function failures(): Promise<number> {
  const failed = "select from graphile_worker.jobs where task_identifier = 'push_stock' and last_error is not null";
  return (await hub.database.pool.query(failed)).rows.length;
}

async function guarantee(product: { id: string }): Promise<void> {
  const edit = { channelId: null, productId: product.id, set: { shareKind: "guaranteed" as const } };
  const act = { actor: "test", reason: "few units", confirmZeroing: true };
  expect((await setRule(hub.database.pool, edit, act, new Date())).kind).not.toBe("refused");
  await until("it is guaranteed", async () => !Number.isNaN(await exposed(product)));
}

/** Units that the product's listing may still sell, as far as the hub knows. */
async function exposed({ id }: { id: string }): Promise<number> {
  const { rows } = await hub.database.pool.query<{ units: number }>(
    "select e.units from exposure e join listing l on l.id = e.listing_id where l.product_id = $1",
    [id],
  );
  return rows[0]?.units ?? Number.NaN;
}

/** What Amazon has confirmed last of the product's listing; null before it did. */
async function confirmed({ id }: { id: string }): Promise<number | null> {
  const { rows } = await hub.database.pool.query<{ confirmed: number | null }>(
    "select p.confirmed from published_quantity p join listing l on l.id = p.listing_id where l.product_id = $1",
    [id],
  );
  return rows[0]?.confirmed ?? null;
}

/** Polls of the orders have come further than the moment by which buyers see anything that was written, and what that settles has. */
async function untilOrdersAreKnown(): Promise<void> {
  const { rows } = await hub.database.pool.query<{ at: Date }>("select clock_timestamp() + interval '2 seconds' as at");
  await until("all orders until now are known", async () => {
    await hub.queueJob("poll_orders");
    const known = await hub.database.pool.query("select from watermark where orders_until > $1", [rows[0]?.at]);
    return known.rows.length === 1;
  });
}

/** Listings that do not show, as far as the hub knows, what they should. */
async function unsettled(): Promise<number> {
  const { rows } = await hub.database.pool.query(
    `select from published_quantity p where p.pending_since is not null
       or exists (select from push u where u.listing_id = p.listing_id and u.state = 'sent')`,
  );
  return rows.length;
}
