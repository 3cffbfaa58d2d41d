import { createConnector, seal } from "@stockpool/channels";
import type { Control } from "@stockpool/sandbox";
import { addChannel, importListings, type NewChannel } from "@stockpool/stock";
import type pg from "pg";

/** What every channel of the sandbox needs to be connected to the hub. */
export interface Wiring {
  pool: pg.Pool;
  control: Control;
  sandboxUrl: string;
  /** The hub's key for credentials. */
  secret: string;
  /** How many times as often as a real account, on the smallest plan, the sandbox's may be called; 1 when left out. */
  rateFactor?: number;
}

export interface Goods {
  sku: string;
  title: string;
  barcode: string;
  velocity?: number;
  price?: number;
  /** Units that lie at Amazon, where Amazon sells it. */
  fba?: { fulfillable: number; reservedForCustomers: number; inboundShipped: number };
}

type Plan = Pick<NewChannel, "code" | "name" | "countries" | "locationIds">;

/** What Shopify gives a shop on its standard plan (2026). */
const standardPoints = { max: 2_000, perSecond: 100 };

/** Opens a Shopify shop in the sandbox, puts the goods in it, and connects it. */
export async function connectShopify(wiring: Wiring, plan: Plan, goods: Goods[]): Promise<string> {
  const keys = { clientId: `client-${plan.code}`, clientSecret: `secret-of-${plan.code}` };
  const locations = [{ name: "Main", country: plan.countries[0] ?? "NL", fulfillsOnlineOrders: true }];
  const { rateFactor = 1 } = wiring;
  const points = {
    bucketMax: standardPoints.max * rateFactor,
    restorePerSecond: standardPoints.perSecond * rateFactor,
  };
  const shop = await wiring.control.putShopify(plan.code, { ...keys, ...points, name: plan.name, locations });
  const [main] = shop.locations;
  if (!main) throw new Error(`sandbox shop ${plan.code} has no location`);
  const account = { platform: "shopify", credentials: { shop: shop.domain, ...keys }, path: shop.path } as const;
  return connect(wiring, plan, goods, { ...account, settings: { locationId: main.id }, platformLocationId: main.id });
}

/** Opens a bol account in the sandbox, puts the goods in it, and connects it. */
export async function connectBol(wiring: Wiring, plan: Plan, goods: Goods[]): Promise<string> {
  const keys = { clientId: `client-${plan.code}`, clientSecret: `secret-of-${plan.code}` };
  const { rateFactor = 1 } = wiring;
  const { path } = await wiring.control.putBol(plan.code, { ...keys, rateFactor });
  return connect(wiring, plan, goods, { platform: "bol", credentials: keys, path, settings: { rateFactor } });
}

/** Marketplaces of the demo's Amazon seller: one stock for both. */
const marketplaceIds = ["A1805IZSGTT6HS", "AMEN7PMS3EDWL"];
/** Amazon's half hours, as seconds: what one can wait for while looking. */
const demoTimes = { effectMs: 3_000, pendingMs: 20_000, feedMs: 10_000 };

/** Opens an Amazon seller account with a queue for its notifications, puts the goods in it, and connects it. */
export async function connectAmazon(wiring: Wiring, plan: Plan, goods: Goods[]): Promise<string> {
  const app = { clientId: `client-${plan.code}`, clientSecret: `secret-of-${plan.code}` };
  const seller = { ...app, refreshToken: `Atzr|${plan.code}`, sellerId: "ADEMOSELLER" };
  const key = { accessKeyId: "AKIADEMO", secretAccessKey: `queue-of-${plan.code}` };
  const { rateFactor = 1 } = wiring;
  const queue = { name: "hub", ...key };
  const account = { ...seller, queue, marketplaceIds, ...demoTimes };
  // Faster at first, so that connecting takes no half minute.
  const { path } = await wiring.control.putAmazon(plan.code, { ...account, rateFactor: rateFactor * setUpFactor });
  const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/hub";
  const access = { url, endpoint: `${wiring.sandboxUrl}${path}/sqs/`, ...key };
  const credentials = { ...seller, marketplaceIds, queue: access };
  const settings = { rateFactor: rateFactor * setUpFactor };
  const channelId = await connect(wiring, plan, goods, { platform: "amazon", credentials, path, settings });
  await wiring.control.putAmazon(plan.code, { ...account, rateFactor });
  return channelId;
}

const setUpFactor = 20;

interface Account {
  platform: "shopify" | "bol" | "amazon";
  credentials: Record<string, unknown>;
  path: string;
  settings: unknown;
  platformLocationId?: string;
}

async function connect(wiring: Wiring, plan: Plan, goods: Goods[], account: Account): Promise<string> {
  const { pool, control, sandboxUrl, secret } = wiring;
  const { platform, credentials, path, settings, platformLocationId } = account;
  await control.putProducts(
    platform,
    plan.code,
    goods.map((one) => (one.fba ? one : { ...one, stock: 0 })),
  );
  const baseUrl = `${sandboxUrl}${path}`;
  const connector = createConnector({ platform, baseUrl, credentials, settings, allowHttp: true });
  const at = new Date();
  const target = platformLocationId ? { platformLocationId } : {};
  const told = { platform, writeKind: connector.writeKind, baseUrl, sealedCredentials: seal(secret, credentials) };
  const channel = await addChannel(pool, { ...plan, ...told, ...target, liveSince: at });
  const channelId = channel.kind === "added" ? channel.channelId : await channelOf(pool, plan.code);
  const signal = AbortSignal.timeout(120_000);
  for await (const page of connector.listListings(signal)) await importListings(pool, channelId, page, at);
  return channelId;
}

/** A start that was broken off may have connected it already. */
async function channelOf(pool: pg.Pool, code: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>("select id from channel where code = $1", [code]);
  if (!rows[0]) throw new Error(`there is no channel ${code}`);
  return rows[0].id;
}
