import { randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { applyBatch } from "@stockpool/stock";
import { startWorker, type WorkerOptions } from "@stockpool/worker";
import { pino } from "pino";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { secret } from "./world.ts";

/** A hub with one product on one Amazon account, in a sandbox of its own. */
export interface AmazonHub {
  database: FreshDatabase;
  sandbox: Sandbox;
  sku: string;
  product: { id: string };
  location: { id: string };
  channel: { id: string; code: string };
  listing: { id: string };
  live(): Promise<number>;
  sell(quantity: number): Promise<string>;
  /** Changes the units on hand, of the hub's one product unless another is named. */
  change(delta: number, product?: { id: string }): Promise<void>;
  queueJob(name: string): Promise<void>;
  /** Units of the product that are reserved. */
  reserved(): Promise<number>;
  end(): Promise<void>;
}

interface AmazonHubOptions {
  /** From ACCEPTED until buyers see it. */
  effectMs?: number;
  /** Until a feed is worked on by itself. */
  feedMs?: number;
  /** So many accepted writes never take effect. */
  effectsToLose?: number;
  pendingMs?: number;
  /** Until its list shows a new order. */
  horizonMs?: number;
  hasQueue?: boolean;
  amazonTimes?: NonNullable<WorkerOptions["amazonTimes"]>;
}

/** Makes the hub with `stock` units, which the listing shows already, and a worker that works. */
export async function makeAmazonHub(stock: number, options: AmazonHubOptions = {}): Promise<AmazonHub> {
  const database = await freshDatabase();
  const sandbox = await startSandbox();
  const [product, location] = [await makeProduct(database.pool), await makeLocation(database.pool)];
  const { sku } = product;
  const { pendingMs = 60_000, hasQueue = false, amazonTimes, ...pace } = options;
  const key = { accessKeyId: "AKIASANDBOX", secretAccessKey: "secret of the queue" };
  const account = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
  const sellerId = "A3TH9S8BH6GOGM";
  const { path } = await sandbox.control.putAmazon("seller", {
    ...{ ...account, sellerId, ...pace, pendingMs, rateFactor: 1_000 },
    queue: hasQueue ? { name: "hub", ...key } : null,
  });
  await sandbox.control.putProducts("amazon", "seller", [{ sku, title: sku, stock }]);
  const url = `https://sqs.eu-west-1.amazonaws.com/123456789012/hub`;
  const queue = { url, endpoint: `${sandbox.url}${path}/sqs/`, ...key };
  const credentials = { ...account, sellerId, marketplaceIds: ["A1805IZSGTT6HS"], ...(hasQueue && { queue }) };
  const channel = await makeChannel(database.pool, {
    ...{ platform: "amazon", locations: [location], baseUrl: `${sandbox.url}${path}` },
    sealedCredentials: seal(secret, credentials),
  });
  const listing = await makeListing(database.pool, { channel, product, platformId: sku, sku, published: stock });
  const hub = hands({ database, sandbox, sku, product, location, channel, listing });
  await hub.change(stock);
  const worker = await startWorker({
    ...{ databaseUrl: database.url, secret, allowHttp: true, webhookBaseUrl: null, rateFactor: 1_000 },
    ...(amazonTimes && { amazonTimes }),
    logger: pino({ level: process.env.LOG_LEVEL ?? "silent" }),
  });
  return {
    ...hub,
    end: async () => {
      await worker.stop();
      await sandbox.close();
      await database.drop();
    },
  };
}

type Parts = Pick<AmazonHub, "database" | "sandbox" | "sku" | "product" | "location" | "channel" | "listing">;

function hands(parts: Parts): Omit<AmazonHub, "end"> {
  const { database, sandbox, sku, product, location, channel } = parts;
  return {
    ...parts,
    live: async () => (await sandbox.control.stock("amazon", "seller"))[sku] ?? Number.NaN,
    sell: async (quantity) => {
      const placed = await sandbox.control.placeOrder("amazon", "seller", { lines: [{ sku, quantity }] });
      if (!placed.placed) throw new Error(placed.refused);
      return placed.orderId;
    },
    change: async (delta, { id: productId } = product) => {
      const act = { key: randomUUID(), actor: "test", reason: "test" };
      const where = { productId, locationId: location.id };
      const adjust = { verb: "adjust", ...where, change: { kind: "by", delta }, ...act } as const;
      const [outcome] = await applyBatch(database.pool, [adjust], new Date());
      if (outcome?.kind !== "applied") throw new Error(`not applied: ${JSON.stringify(outcome)}`);
    },
    queueJob: async (name) => {
      await database.pool.query("select graphile_worker.add_job($1, json_build_object('channelId', $2::text))", [
        name,
        channel.id,
      ]);
    },
    reserved: async () => {
      const { rows } = await database.pool.query<{ reserved: number }>(
        "select coalesce(sum(reserved), 0)::int as reserved from stock_level where product_id = $1",
        [product.id],
      );
      return rows[0]?.reserved ?? 0;
    },
  };
}
