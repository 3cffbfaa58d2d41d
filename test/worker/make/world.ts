import { randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { applyBatch, type Command } from "@stockpool/stock";
import { startWorker, type Worker } from "@stockpool/worker";
import { pino } from "pino";
import { ean } from "../../channels/make/ean.ts";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { type Intake, startIntake } from "./intake.ts";
import { until } from "./until.ts";

/** What the world's credentials are sealed with. */
export const secret = "a secret of the tests, long enough to seal with";
let products = 0;

/** A hub with one product on a Shopify shop and on a bol account, both in a sandbox of their own. */
export interface World {
  database: FreshDatabase;
  sandbox: Sandbox;
  intake: Intake;
  sku: string;
  product: { id: string };
  location: { id: string };
  shopify: Shop;
  bol: Shop;
  /**
   * Starts a worker; all are stopped with the world. `webhooks`: lets the platforms send messages to the intake. `rateFactor`:
   * multiplies the budgets that the worker keeps to; the sandbox's allow 100. `amazonTimes`: how long Amazon's sandbox takes.
   */
  work(options?: WorkOptions): Promise<Worker>;
  /** Sends the writer one command and expects it to be applied. */
  command(command: Command): Promise<void>;
  receive(quantity: number): Promise<void>;
  /** Units on hand less reserved. */
  available(): Promise<number>;
  end(): Promise<void>;
}

/** How a world's worker works. */
export interface WorkOptions {
  webhooks?: boolean;
  rateFactor?: number;
  amazonTimes?: { listedWithinMs: number; shownWithinMs: number };
}

/** One channel with its listing of the product. */
export interface Shop {
  platform: "shopify" | "bol" | "amazon";
  shop: string;
  channel: { id: string; code: string };
  listing: { id: string; platformId: string };
  live(): Promise<number>;
  sell(quantity: number, allowOversell?: boolean): Promise<string>;
  /** Reads the channel's orders now. */
  poll(): Promise<void>;
}

/** Makes the world with `stock` units, which all listings show already; nothing works yet. */
export async function makeWorld(stock: number): Promise<World> {
  const database = await freshDatabase();
  const sandbox = await startSandbox({ webhookRetryMs: 200 });
  const intake = await startIntake(database.pool, secret);
  const product = await makeProduct(database.pool);
  const location = await makeLocation(database.pool);
  const base = { database, sandbox, intake, product, location, sku: product.sku };
  const [shopify, bol] = [await makeShopify(base, stock), await makeBol(base, stock)];
  const workers: Worker[] = [];
  const world: World = {
    ...base,
    shopify,
    bol,
    work: async ({ webhooks = false, rateFactor = 1, ...more } = {}) => {
      const worker = await startWorker({
        databaseUrl: database.url,
        secret,
        allowHttp: true,
        rateFactor,
        ...more,
        webhookBaseUrl: webhooks ? intake.url : null,
        logger: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
      });
      workers.push(worker);
      if (webhooks) await untilSubscribed(world);
      return worker;
    },
    command: async (command) => {
      const [outcome] = await applyBatch(database.pool, [command], new Date());
      if (outcome?.kind !== "applied") throw new Error(`not applied: ${JSON.stringify(outcome)}`);
    },
    receive: (quantity) =>
      world.command({
        ...{ verb: "receive", productId: product.id, locationId: location.id, quantity },
        ...{ key: randomUUID(), actor: "test", reason: "delivery" },
      }),
    available: async () => {
      const { rows } = await database.pool.query<{ available: number }>(
        "select available from stock_level where product_id = $1",
        [product.id],
      );
      return rows[0]?.available ?? 0;
    },
    end: async () => {
      await Promise.all(workers.map((worker) => worker.stop().catch(() => {})));
      await sandbox.close();
      await intake.stop();
      await database.drop();
    },
  };
  await world.receive(stock);
  return world;
}

/** Waits until the hub believes that all listings show the product's stock, and they do. */
export async function untilInStep(world: World, quantity: number): Promise<void> {
  await until(`both shops show ${quantity}`, async () => {
    const { rows } = await world.database.pool.query(
      `select from published_quantity p
       where pending_since is not null or quantity <> $1
         or exists (select from push where push.listing_id = p.listing_id and state = 'sent')`,
      [quantity],
    );
    if (rows.length > 0) return false;
    return (await world.shopify.live()) === quantity && (await world.bol.live()) === quantity;
  });
}

/** What a shop of the world is made of. */
export type Base = Pick<World, "database" | "sandbox" | "product" | "location" | "sku">;

async function makeShopify(base: Base, stock: number): Promise<Shop> {
  const shop = `shop-${randomUUID().slice(0, 8)}`;
  const credentials = { clientId: "client", clientSecret: "client-secret" };
  const { path, domain, locations } = await base.sandbox.control.putShopify(shop, credentials);
  const [place] = locations;
  if (!place) throw new Error("the shop has no location");
  return makeShop(base, stock, {
    platform: "shopify",
    shop,
    baseUrl: `${base.sandbox.url}${path}`,
    sealedCredentials: seal(secret, { ...credentials, shop: domain }),
    platformLocationId: place.id,
  });
}

async function makeBol(base: Base, stock: number): Promise<Shop> {
  const shop = `account-${randomUUID().slice(0, 8)}`;
  const credentials = { clientId: "client", clientSecret: "client-secret" };
  const { path } = await base.sandbox.control.putBol(shop, { ...credentials, rateFactor: 100 });
  return makeShop(base, stock, {
    platform: "bol",
    shop,
    baseUrl: `${base.sandbox.url}${path}`,
    sealedCredentials: seal(secret, credentials),
  });
}

interface ShopParts {
  platform: Shop["platform"];
  shop: string;
  baseUrl: string;
  sealedCredentials: string;
  platformLocationId?: string;
}

/** A channel that shows `stock` already, at an account that the sandbox has. */
export async function makeShop(base: Base, stock: number, { platform, shop, ...parts }: ShopParts): Promise<Shop> {
  const { database, sandbox, product, location, sku } = base;
  const { control } = sandbox;
  products += 1;
  const [ids] = await control.putProducts(platform, shop, [{ sku, title: sku, barcode: ean(products), stock }]);
  if (!ids) throw new Error("the product was not made");
  const channel = await makeChannel(database.pool, { platform, locations: [location], ...parts });
  const { platformId, platformStockId } = ids;
  const listing = await makeListing(database.pool, {
    ...{ channel, product, platformId, sku },
    ...(platformStockId === null ? {} : { platformStockId }),
  });
  return {
    ...{ platform, shop, channel, listing },
    live: async () => (await control.stock(platform, shop))[sku] ?? Number.NaN,
    sell: async (quantity, allowOversell = false) => {
      const placed = await control.placeOrder(platform, shop, { lines: [{ sku, quantity }], allowOversell });
      if (!placed.placed) throw new Error(`not sold: ${placed.refused}`);
      return placed.orderId;
    },
    poll: async () => {
      await database.pool.query(
        "select graphile_worker.add_job('poll_orders', json_build_object('channelId', $1::text))",
        [channel.id],
      );
    },
  };
}

async function untilSubscribed(world: World): Promise<void> {
  await until("Shopify sends its messages to the hub", async () => {
    const requests = await world.sandbox.control.requests({ platform: "shopify", operation: "webhookSubscription" });
    return requests.some(({ operation, answeredAt }) => operation.includes("Create") && answeredAt !== null);
  });
  await until("no webhook job is left", async () => {
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'ensure_webhooks' and attempts < max_attempts",
    );
    return rows.length === 0;
  });
}
