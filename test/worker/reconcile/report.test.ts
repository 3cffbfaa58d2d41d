import { createConnector, seal } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { startRun } from "@stockpool/stock";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readChannel } from "../../../worker/src/channel.ts";
import type { Hub } from "../../../worker/src/hub.ts";
import { reconcile } from "../../../worker/src/reconcile/reconcile.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { secret } from "../make/world.ts";

const count = 60;
const seller = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
const credentials = { ...seller, sellerId: "A3TH9S8BH6GOGM", marketplaceIds: ["A1805IZSGTT6HS"] };
const signal = new AbortController().signal;

let database: FreshDatabase;
let sandbox: Sandbox;
let hub: Hub;
let channel: { id: string };
type SellerSettings = Partial<Parameters<Sandbox["control"]["putAmazon"]>[1]>;

/** SKUs that show their own number, as the hub confirmed it days ago. */
beforeEach(async () => {
  [database, sandbox] = [await freshDatabase(), await startSandbox()];
  const { path } = await setSeller({});
  await sandbox.control.putProducts(
    "amazon",
    "seller",
    Array.from({ length: count }, (_, number) => ({ sku: `SKU-${number}`, title: "x", stock: number })),
  );
  const baseUrl = `${sandbox.url}${path}`;
  const location = await makeLocation(database.pool);
  channel = await makeChannel(database.pool, {
    ...{ platform: "amazon", locations: [location], baseUrl, sealedCredentials: seal(secret, credentials) },
  });
  await addListings(await makeProduct(database.pool));
  const settings = { rateFactor: 1_000, reportFrom: 10 };
  const connector = createConnector({ platform: "amazon", baseUrl, credentials, settings, allowHttp: true });
  hub = {
    pool: database.pool,
    wholeTables: database.pool,
    logger: pino({ level: "silent" }),
    connectorOf: () => connector,
    webhookBaseUrl: null,
    amazonTimes: null,
  };
});

afterEach(async () => {
  expect(await sandbox.control.violations()).toEqual([]);
  await sandbox.close();
  await database.drop();
});

function setSeller(settings: SellerSettings) {
  return sandbox.control.putAmazon("seller", { ...seller, rateFactor: 1_000, ...settings });
}

async function addListings(product: { id: string }) {
  await database.pool.query(
    `with made as (
       insert into listing (id, channel_id, product_id, platform_id, title, status)
       select gen_random_uuid(), $1, $2, 'SKU-' || n, 'x', 'linked' from generate_series(0, $3::int - 1) n
       returning id, channel_id, substr(platform_id, 5)::int as shown
     )
     insert into published_quantity (listing_id, channel_id, quantity, confirmed, confirmed_at, expected)
     select id, channel_id, shown, shown, now() - interval '3 days', shown from made`,
    [channel.id, product.id, count],
  );
}

/** Sets what is believed of one SKU's listing. */
async function set(number: number, columns: string) {
  await database.pool.query(
    `update published_quantity p set ${columns} from listing l where l.id = p.listing_id and l.platform_id = $1`,
    [`SKU-${number}`],
  );
}

async function channelRow() {
  const row = await readChannel(database.pool, channel.id);
  if (!row) throw new Error("no channel");
  return row;
}

interface Run {
  read: number;
  reported: number;
  missing: number;
  doubts: number;
  error: string | null;
}

/** Goes on with the run until every page is read. */
async function readAll(): Promise<Run> {
  await startRun(database.pool, channel.id, { actor: null, isResync: false }, new Date());
  const row = await channelRow();
  await expect.poll(async () => (await reconcile(hub, row, signal)).isComplete, { timeout: 20_000 }).toBe(true);
  const { rows } = await database.pool.query<Run>(
    "select read, reported, missing, doubts, report_error as error from reconcile_run where channel_id = $1",
    [channel.id],
  );
  if (!rows[0]) throw new Error("no run");
  return rows[0];
}

async function searched(): Promise<number> {
  return (await sandbox.control.requests({ operation: "searchListingsItems" })).length;
}

async function liveOf(number: number) {
  const { rows } = await database.pool.query<{ live: number | null; isMissing: boolean; quantity: number }>(
    `select p.live, p.missing_since is not null as "isMissing", p.quantity
     from published_quantity p join listing l on l.id = p.listing_id where l.platform_id = $1`,
    [`SKU-${number}`],
  );
  return rows[0];
}

test("a report confirms what it shows as expected, and only the rest is read SKU by SKU", async () => {
  await sandbox.control.editStock("amazon", "seller", [{ sku: "SKU-7", quantity: 70 }]);
  expect(await readAll()).toEqual({ read: count, reported: count - 1, missing: 0, doubts: 1, error: null });
  expect(await searched()).toBe(1);
  expect(await liveOf(7)).toMatchObject({ live: 70 });
  expect(await liveOf(8)).toMatchObject({ live: 8 });
});

test("what the report lacks, or tells no quantity of, is unknown and not zero: it is read, and named when it is not there", async () => {
  await database.pool.query("update listing set platform_id = 'GONE' where platform_id = 'SKU-9'");
  await sandbox.control.putProducts("amazon", "seller", [{ sku: "SKU-10", title: "x", fba: { fulfillable: 4 } }]);
  expect(await readAll()).toMatchObject({ read: count, reported: count - 2, missing: 2, doubts: 0 });
  expect(await liveOf(10)).toEqual({ live: null, isMissing: true, quantity: 10 });
});

test("an old report confirms nothing that was written since, and neither ends a drift nor overlooks an edit there", async () => {
  await setSeller({ reportCacheMs: 3_600_000 });
  await hub.connectorOf(await channelRow()).askReport?.(signal);
  await sandbox.control.editStock("amazon", "seller", [
    { sku: "SKU-5", quantity: 50 },
    { sku: "SKU-6", quantity: 60 },
  ]);
  await set(5, "confirmed_at = now() - interval '1 hour'");
  await database.pool.query(
    `insert into drift (id, channel_id, listing_id, found_at, expected, live, cause, policy)
     select gen_random_uuid(), channel_id, id, now() - interval '1 minute', 6, 60, 'edited_on_platform', 'ask' from listing where platform_id = 'SKU-6'`,
  );
  await readAll();
  const { rows } = await database.pool.query("select ended_at from drift");
  expect(rows).toEqual([{ ended_at: null }]);
  expect([await liveOf(5), await liveOf(6)]).toMatchObject([{ live: 50 }, { live: 60 }]);
});

test.each(["FATAL", "CANCELLED"] as const)(
  "a report that ends as %s is given up, and everything is read without it",
  async (end) => {
    await setSeller({ reportsEndAs: end });
    expect(await readAll()).toMatchObject({
      read: count,
      reported: 0,
      missing: 0,
      error: expect.stringContaining(end),
    });
    expect(await searched()).toBe(count / 20);
  },
);

test.each(["html", "empty", "truncated", "cut_off", "nonsense", "hostile", "huge"] as const)(
  "a report that comes as %s is given up; what it confirmed stays read, the rest is read without it",
  async (how) => {
    await sandbox.control.editStock("amazon", "seller", [{ sku: "SKU-59", quantity: 1 }]);
    await sandbox.control.plantFault({ on: "request", operation: "GET report", action: "garble", how });
    expect(await readAll()).toMatchObject({ read: count, missing: 0, doubts: 1, error: expect.any(String) });
    expect(await liveOf(59)).toMatchObject({ live: 1 });
  },
);

test("an account that may make no reports is read without them", async () => {
  await sandbox.control.plantFault({ on: "request", operation: "createReport", action: "server_error" });
  expect(await readAll()).toMatchObject({ read: count, reported: 0, error: expect.stringContaining("503") });
});

test("a file that is to be asked for later is waited for, in the same report", async () => {
  await sandbox.control.plantFault({ on: "request", operation: "GET report", action: "rate_limit", times: 3 });
  expect(await readAll()).toMatchObject({ read: count, reported: count });
  expect(await sandbox.control.requests({ operation: "createReport" })).toHaveLength(1);
});

test("a reading that died with the report half written down goes on with the same one, and counts nothing twice", async () => {
  await readAll();
  await database.pool.query(
    "update reconcile_run set ended_at = null, report_ended_at = null, after_platform_id = null",
  );
  expect(await readAll()).toMatchObject({ read: count, reported: count });
  expect(await sandbox.control.requests({ operation: "createReport" })).toHaveLength(1);
});

test("a resync reads every SKU itself", async () => {
  await startRun(database.pool, channel.id, { actor: "anna", isResync: true }, new Date());
  expect(await readAll()).toMatchObject({ read: count, reported: 0 });
});
