import { randomBytes } from "node:crypto";
import { type Control, controlAt } from "@stockpool/sandbox";
import { addLocation, addProducts, applyBatch, type Command, type NewProduct } from "@stockpool/stock";
import type pg from "pg";
import { connectBol, connectShopify, type Goods } from "../../bin/demo/connect.ts";
import { until } from "../../bin/trial/wait.ts";
import { ean } from "../channels/make/ean.ts";
import { freshDatabase } from "../make/database.ts";
import { type Process, startProcess } from "./process.ts";

/** Units of every product at the start. */
export const openingStock = 100;
const productCount = 30;
/** The sandbox's bol may be called so many times as often as the real one, so that a test need not wait for it. */
const rateFactor = 100;

/** One mug and two candles. */
export const gift = { sku: "GIFT", mug: sku(0), candle: sku(1) };

/** A shop of the sandbox, connected to the hub. */
export interface Shop {
  platform: "shopify" | "bol";
  code: string;
  channelId: string;
}

/** A whole hub in processes of its own, three shops in a sandbox of its own, and short words for what happens there. */
export interface JourneyHub {
  pool: pg.Pool;
  control: Control;
  web: Shop;
  trade: Shop;
  bol: Shop;
  shops: Shop[];
  startWorker(): Promise<Process>;
  /** A buyer buys; throws when the shop does not sell. */
  sell(shop: Shop, lines: { sku: string; quantity: number }[]): Promise<string>;
  /** Reads the shop's orders now. */
  poll(shop: Shop): Promise<void>;
  end(): Promise<void>;
}

/** The SKU of a product of the hub. */
export function sku(number: number): string {
  return `JOURNEY-${number}`;
}

/** Starts database, sandbox and api, and connects the shops; a worker is started by the test. */
export async function startHub(): Promise<JourneyHub> {
  const secret = randomBytes(32).toString("base64");
  const database = await freshDatabase();
  const { pool } = database;
  const sandbox = await startProcess("sandbox/src/main.ts", { SANDBOX_PORT: "0" }, /sandbox ready/);
  const sandboxUrl = field(sandbox.readyLine, "url");
  const env = { DATABASE_URL: database.url, STOCKPOOL_SECRET: secret, SANDBOX_ALLOWED: "1", LOG_LEVEL: "info" };
  const authSecret = randomBytes(32).toString("base64");
  const api = await startProcess("api/src/main.ts", { ...env, API_PORT: "0", AUTH_SECRET: authSecret }, /"ready"/);
  const webhooks = `http://127.0.0.1:${field(api.readyLine, "port")}`;
  const wiring = { pool, control: controlAt(sandboxUrl), sandboxUrl, secret, rateFactor };
  const { goods, locationId } = await fillCatalogue(pool);
  const plan = (code: string) => ({ code, name: code, countries: ["NL"], locationIds: [locationId] });
  const web: Shop = { platform: "shopify", code: "web", channelId: await connectShopify(wiring, plan("web"), goods) };
  const trade: Shop = {
    platform: "shopify",
    code: "trade",
    channelId: await connectShopify(wiring, plan("trade"), goods),
  };
  const bol: Shop = { platform: "bol", code: "bol", channelId: await connectBol(wiring, plan("bol"), goods) };
  const workers: Process[] = [];
  return {
    ...{ pool, control: wiring.control, web, trade, bol, shops: [web, trade, bol] },
    async startWorker() {
      const more = { WEBHOOK_BASE_URL: webhooks, SANDBOX_RATE_FACTOR: `${rateFactor}` };
      const worker = await startProcess("worker/src/main.ts", { ...env, ...more }, /worker ready/);
      workers.push(worker);
      return worker;
    },
    async sell({ platform, code }, lines) {
      const placed = await wiring.control.placeOrder(platform, code, { lines });
      if (!placed.placed) throw new Error(`${code} did not sell: ${placed.refused}`);
      return placed.orderId;
    },
    async poll({ channelId }) {
      await pool.query("select graphile_worker.add_job('poll_orders', json_build_object('channelId', $1::text))", [
        channelId,
      ]);
    },
    async end() {
      for (const worker of workers) await worker.stop();
      await api.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
}

/** A field of a line of a log. */
function field(line: string, name: string): string {
  return String(JSON.parse(line)[name]);
}

async function fillCatalogue(pool: pg.Pool): Promise<{ goods: Goods[]; locationId: string }> {
  const added = await addLocation(pool, { code: "main", name: "Main", kind: "warehouse", country: "NL" });
  if (added.kind === "refused") throw new Error(added.refusal.message);
  const { locationId } = added;
  const plain = Array.from({ length: productCount }, (_, number) => ({
    sku: sku(number),
    title: sku(number),
    barcode: ean(number),
  }));
  const ids = await add(
    pool,
    plain.map(({ barcode, ...one }) => ({ ...one, barcodes: [barcode] })),
  );
  const received = ids.map((productId): Command => {
    const act = { verb: "receive", key: `opening/${productId}`, actor: "test", reason: "opening stock" } as const;
    return { ...act, productId, locationId, quantity: openingStock };
  });
  await applyBatch(pool, received, new Date());
  const [mug = "", candle = ""] = ids;
  const set = { sku: gift.sku, title: "Gift", barcode: ean(productCount) };
  const components = [
    { productId: mug, quantity: 1 },
    { productId: candle, quantity: 2 },
  ];
  await add(pool, [{ sku: set.sku, title: set.title, barcodes: [set.barcode], components }]);
  return { goods: [...plain, set], locationId };
}

async function add(pool: pg.Pool, products: NewProduct[]): Promise<string[]> {
  return (await addProducts(pool, products)).map((answer) => {
    if (answer.kind === "refused") throw new Error(answer.refusal.message);
    return answer.productId;
  });
}

const patienceMs = 90_000;

/** Waits until every shop shows these units of these products. */
export async function untilShown(hub: JourneyHub, units: Record<string, number>): Promise<void> {
  const wanted = JSON.stringify(units);
  await until(`every shop shows ${wanted}`, patienceMs, async () => {
    const stocks = await Promise.all(hub.shops.map(({ platform, code }) => hub.control.stock(platform, code)));
    return stocks.every((stock) => Object.entries(units).every(([one, quantity]) => stock[one] === quantity));
  });
}

/** Waits until so many orders are known, nothing is on its way, and every shop shows what the hub publishes. */
export async function untilQuiet(hub: JourneyHub, orders: number): Promise<void> {
  await until(
    `${orders} orders are known`,
    patienceMs,
    async () => (await count(hub, 'select from "order"')) >= orders,
  );
  await until("nothing is on its way", patienceMs, async () => (await count(hub, onItsWay)) === 0);
  await until("every shop shows what the hub publishes", patienceMs, async () => (await differing(hub)).length === 0);
}

const onItsWay = `
  select from published_quantity where pending_since is not null
  union all select from push where state = 'sent'
  union all select from webhook_event where done_at is null and set_aside_at is null`;

export async function count(hub: JourneyHub, sql: string): Promise<number> {
  return (await hub.pool.query(sql)).rows.length;
}

/** Listings whose shop shows another number than the hub publishes. */
export async function differing(hub: JourneyHub): Promise<string[]> {
  const found = await Promise.all(
    hub.shops.map(async ({ platform, code, channelId }) => {
      const live = await hub.control.stock(platform, code);
      const { rows } = await hub.pool.query<{ sku: string; quantity: number }>(
        "select l.sku, p.quantity from listing l join published_quantity p on p.listing_id = l.id where l.channel_id = $1",
        [channelId],
      );
      const wrong = rows.filter((row) => live[row.sku] !== row.quantity);
      return wrong.map((row) => `${row.sku} on ${code}: live ${live[row.sku]}, published ${row.quantity}`);
    }),
  );
  return found.flat();
}
