import { addLocation, addProducts, importListings, startRun } from "@stockpool/stock";
import { connectAmazon, connectBol, connectShopify, type Goods } from "../demo/connect.ts";
import { demoEan } from "../demo/ean.ts";
import type { TrialHub } from "../trial/trial-hub.ts";
import { until } from "../trial/wait.ts";
import { readSpent, type Spent, spentBetween } from "./spent.ts";

/** How long reading all of a channel's quantities took, beside what the platform's published limits allow. */
export interface ReconcileTime {
  platform: string;
  listings: number;
  calls: number;
  seconds: number;
  /** All calls at the platform's published rate. */
  allowedSeconds: number;
  /** While at least one call was with the sandbox, which computes on this machine too. */
  platformSeconds: number;
  /** What the processes worked meanwhile: one machine does it all here, and whatever the sandbox works is missing elsewhere. */
  spent: Spent;
}

const listingsEach = 10_000;

/** Shops whose every listing shows what the hub wants: they must be connected before the worker starts. */
export async function makeReconcileShops(hub: TrialHub): Promise<void> {
  const place = await addLocation(hub.pool, { code: "read", name: "Read", kind: "warehouse", country: "NL" });
  if (place.kind === "refused") throw new Error(place.refusal.message);
  const goods = Array.from({ length: listingsEach }, (_, index): Goods => {
    return { sku: `READ-${index}`, title: `Read ${index}`, barcode: demoEan(7_000_000 + index) };
  });
  for (let from = 0; from < goods.length; from += 1_000) {
    const news = goods
      .slice(from, from + 1_000)
      .map(({ sku, title, barcode }) => ({ sku, title, barcodes: [barcode] }));
    await addProducts(hub.pool, news);
  }
  const plan = (code: string) => ({ code, name: code, countries: ["NL"], locationIds: [place.locationId] });
  await connectShopify(hub, plan("read-shopify"), goods);
  await connectBol(hub, plan("read-bol"), goods);
  await connectLargeAmazon(hub, plan("read-amazon"), goods);
  // They show 0 already, as the hub wants: no 30,000 first pushes before the reading.
  await hub.pool.query(`
    update published_quantity p set expected = quantity, confirmed = quantity, confirmed_at = now(), pending_since = null
    from channel c where c.id = p.channel_id and c.code like 'read-%'`);
}

/** Amazon lists no more than 1,000 SKUs that were made at one moment, so most are told by hand. */
async function connectLargeAmazon(hub: TrialHub, plan: Parameters<typeof connectAmazon>[1], goods: Goods[]) {
  const channelId = await connectAmazon(hub, plan, goods.slice(0, 500));
  for (let from = 500; from < goods.length; from += 500) {
    const some = goods.slice(from, from + 500);
    await hub.control.putProducts(
      "amazon",
      plan.code,
      some.map((one) => ({ ...one, stock: 0 })),
    );
    const told = some.map(({ sku, title, barcode }) => ({
      platformId: sku,
      platformStockId: null,
      sku,
      barcode,
      title,
    }));
    await importListings(hub.pool, channelId, told, new Date());
  }
}

/** Reads all quantities of the three shops back, one shop after the other, as the clock does every 15 minutes. */
export async function benchReconcile(hub: TrialHub): Promise<ReconcileTime[]> {
  const { rows } = await hub.pool.query<{ id: string; platform: string }>(
    "select id, platform from channel where code like 'read-%' order by platform",
  );
  const times: ReconcileTime[] = [];
  for (const { id, platform } of rows) {
    const since = Date.now();
    const before = await readSpent(hub);
    await startRun(hub.pool, id, { actor: "bench", isResync: false }, new Date());
    await hub.pool.query(
      `select graphile_worker.add_job('reconcile', json_build_object('channelId', $1::text),
         queue_name := 'reconcile:' || $1, job_key := 'reconcile:' || $1)`,
      [id],
    );
    times.push({ ...(await timeOf(hub, id, platform, since)), spent: spentBetween(before, await readSpent(hub)) });
  }
  return times;
}

async function timeOf(
  hub: TrialHub,
  channelId: string,
  platform: string,
  since: number,
): Promise<Omit<ReconcileTime, "spent">> {
  await until(`${platform} is read`, 600_000, async () => (await readEnded(hub, channelId)) !== undefined);
  const run = await readEnded(hub, channelId);
  if (!run || run.read !== listingsEach || run.drifts + run.missing > 0) {
    throw new Error(`${platform} was read wrongly: ${JSON.stringify(run)}`);
  }
  const reads = await hub.control.requests({ since, platform, operation: readOf(platform) });
  const { listingsPerCall, callsPerSecond } = limits[platform] ?? { listingsPerCall: 1, callsPerSecond: 1 };
  const allowedSeconds = listingsEach / listingsPerCall / callsPerSecond;
  const platformSeconds = busySeconds(reads);
  return { platform, listings: run.read, calls: reads.length, seconds: run.seconds, allowedSeconds, platformSeconds };
}

/** Seconds during which at least one of the calls was under way. */
function busySeconds(calls: { at: number; answeredAt: number | null }[]): number {
  let [busyMs, until] = [0, 0];
  for (const { at, answeredAt } of calls.toSorted((one, other) => one.at - other.at)) {
    const end = Math.max(answeredAt ?? at, until);
    busyMs += end - Math.max(at, until);
    until = end;
  }
  return busyMs / 1_000;
}

interface EndedRun {
  read: number;
  seconds: number;
  drifts: number;
  missing: number;
}

async function readEnded(hub: TrialHub, channelId: string): Promise<EndedRun | undefined> {
  const { rows } = await hub.pool.query<EndedRun>(
    `select read, drifts, missing, extract(epoch from ended_at - started_at)::float8 as seconds
     from reconcile_run where channel_id = $1 and actor = 'bench' and ended_at is not null`,
    [channelId],
  );
  return rows[0];
}

/** What the sandbox logs the calls as. */
function readOf(platform: string): string {
  return { shopify: "nodes", bol: "GET /retailer/offers", amazon: "searchListingsItems" }[platform] ?? "";
}

/** Published limits: Shopify's standard plan gives 100 points a second, and its sandbox charges 3 for a question; see docs/platforms. */
const limits: Record<string, { listingsPerCall: number; callsPerSecond: number }> = {
  shopify: { listingsPerCall: 250, callsPerSecond: 100 / 3 },
  bol: { listingsPerCall: 100, callsPerSecond: 25 },
  amazon: { listingsPerCall: 20, callsPerSecond: 5 },
};
