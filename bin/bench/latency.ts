import { setTimeout as pause } from "node:timers/promises";
import { addLocation, addProducts, applyBatch } from "@stockpool/stock";
import { connectBol, connectShopify, type Goods } from "../demo/connect.ts";
import { demoEan } from "../demo/ean.ts";
import type { TrialHub } from "../trial/trial-hub.ts";
import { until } from "../trial/wait.ts";

export interface Latency {
  /** Which calls were awaited after each sale, and at which rate it was sold. */
  what: string;
  orders: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

const seller = "seller";
/** A second shop and bol: both must be told of what the seller sells. */
const others = ["other", "bol"] as const;
const products = 500;
const unitsEach = 200;
const warmUpSeconds = 5;

/** Shops of the sandbox for the sales: they must be connected before api and worker start. */
export async function makeShops(hub: TrialHub): Promise<void> {
  const place = await addLocation(hub.pool, { code: "sales", name: "Sales", kind: "warehouse", country: "NL" });
  if (place.kind === "refused") throw new Error(place.refusal.message);
  const { locationId } = place;
  const goods = Array.from({ length: products }, (_, index): Goods => {
    return { sku: `SALE-${index}`, title: `Sale ${index}`, barcode: demoEan(9_000_000 + index) };
  });
  const news = goods.map(({ sku, title, barcode }) => ({ sku, title, barcodes: [barcode] }));
  const commands = (await addProducts(hub.pool, news)).map((added) => {
    if (added.kind === "refused") throw new Error(added.refusal.message);
    const act = { verb: "receive", actor: "bench", reason: "opening stock", locationId, quantity: unitsEach } as const;
    return { ...act, productId: added.productId, key: `sale/${added.productId}` };
  });
  await applyBatch(hub.pool, commands, new Date());
  const plan = (code: string) => ({ code, name: code, countries: ["NL"], locationIds: [locationId] });
  await connectShopify(hub, plan(seller), goods);
  await connectShopify(hub, plan(others[0]), goods);
  await connectBol(hub, plan(others[1]), goods);
}

/**
 * The time from a sale on one shop to the first call that tells another one, and to the last one that had to be told, at a steady
 * rate of sales.
 */
export async function benchLatency(hub: TrialHub, ordersPerSecond: number, seconds: number): Promise<Latency[]> {
  await until("the opening stock is shown", 300_000, async () => (await pending(hub)) === 0);
  // Not measured: statements are prepared, and budgets that the opening stock has emptied fill again.
  const before = await ordersOf(hub);
  const warmUp = await sellSteadily(hub, ordersPerSecond, warmUpSeconds);
  const sold = await sellSteadily(hub, ordersPerSecond, seconds);
  const orders = before + warmUp.length + sold.length;
  await until("every sale is known", 120_000, async () => (await ordersOf(hub)) === orders);
  await until("every sale is told", 120_000, async () => (await pending(hub)) === 0);
  const waits = await waitsOf(hub, sold);
  return [
    latencyOf(
      `sale → first platform called, ${ordersPerSecond} orders/s`,
      waits.map(({ first }) => first),
    ),
    latencyOf(
      `sale → every platform called, ${ordersPerSecond} orders/s`,
      waits.map(({ last }) => last),
    ),
  ];
}

function latencyOf(what: string, unsorted: number[]): Latency {
  const waits = unsorted.sort((a, b) => a - b);
  const at = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? Number.NaN;
  return { what, orders: waits.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

interface Sold {
  sku: string;
  soldAt: number;
}

async function sellSteadily(hub: TrialHub, ordersPerSecond: number, seconds: number): Promise<Sold[]> {
  const sold: Sold[] = [];
  const begin = performance.now();
  const placing: Promise<void>[] = [];
  for (let order = 0; order < ordersPerSecond * seconds; order++) {
    await pause(Math.max(0, begin + (order * 1000) / ordersPerSecond - performance.now()));
    placing.push(placeOne(hub, `SALE-${order % products}`, sold));
  }
  await Promise.all(placing);
  return sold;
}

async function placeOne(hub: TrialHub, sku: string, sold: Sold[]): Promise<void> {
  const placed = await hub.control.placeOrder("shopify", seller, { lines: [{ sku, quantity: 1 }], country: "NL" });
  if (!placed.placed) throw new Error(`the shop refused to sell ${sku}`);
  sold.push({ sku, soldAt: placed.soldAt });
}

/** For each sale, how long the first and the last of the other shops waited to be told of it. */
async function waitsOf(hub: TrialHub, sold: Sold[]): Promise<{ first: number; last: number }[]> {
  const since = Math.min(...sold.map((one) => one.soldAt));
  const calls = await hub.control.requests({ since });
  const told = new Map(others.map((shop) => [shop, timesBySku(calls.filter((call) => call.shop === shop))]));
  return sold.map(({ sku, soldAt }) => {
    const waits = others.map((shop) => {
      const at = told
        .get(shop)
        ?.get(sku)
        ?.find((time) => time >= soldAt);
      if (at === undefined) throw new Error(`${shop} was not told of the sale of ${sku}`);
      return at - soldAt;
    });
    return { first: Math.min(...waits), last: Math.max(...waits) };
  });
}

function timesBySku(calls: { at: number; quantities: { sku: string | null }[] }[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { at, quantities } of calls) {
    for (const { sku } of quantities) if (sku) times.set(sku, [...(times.get(sku) ?? []), at]);
  }
  return times;
}

async function ordersOf(hub: TrialHub): Promise<number> {
  const { rows } = await hub.pool.query<{ count: number }>('select count(*)::int as count from "order"');
  return rows[0]?.count ?? 0;
}

async function pending(hub: TrialHub): Promise<number> {
  const { rows } = await hub.pool.query<{ count: number }>(
    `select (select count(*) from waiting_listing w join channel c on c.id = w.channel_id where c.live_since is not null)::int
       + (select count(*) from webhook_event where done_at is null and set_aside_at is null)::int as count`,
  );
  return rows[0]?.count ?? 0;
}
