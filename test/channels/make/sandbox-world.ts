import { randomUUID } from "node:crypto";
import { type Connector, createConnector, type ListingIds } from "@stockpool/channels";
import { type PlatformOfSandbox, type Sandbox, startSandbox } from "@stockpool/sandbox";
import type { ChannelWorld, Trouble } from "../conformance/channel-world.ts";
import { ean } from "./ean.ts";
import { type Meddler, startMeddler } from "./meddler.ts";

export type SandboxWorld = ChannelWorld & {
  sandbox: Sandbox;
  /** The SKU that the sandbox knows the listing by. */
  skuOf(listing: ListingIds): string;
};

/** What differs between the platforms of the sandbox. */
interface Account {
  platform: PlatformOfSandbox;
  /** What the sandbox logs a quantity write as. */
  writeOperation: string;
  credentials: Record<string, string>;
  strangersCredentials: Record<string, string>;
  settings: unknown;
}

/** A world of one shop in a sandbox of its own. `bucket` is Shopify's leaky bucket. */
export async function shopifyWorld(bucket = { bucketMax: 2_000, restorePerSecond: 100 }): Promise<SandboxWorld> {
  const sandbox = await startSandbox();
  const [clientId, clientSecret] = ["shopify-client-id", `shpss_${randomUUID()}`];
  const { domain, locations } = await sandbox.control.putShopify("shop", { clientId, clientSecret, ...bucket });
  const credentials = { shop: domain, clientId, clientSecret };
  return world(sandbox, {
    platform: "shopify",
    writeOperation: "inventorySetQuantities",
    credentials,
    strangersCredentials: { ...credentials, clientSecret: `shpss_${randomUUID()}` },
    settings: { locationId: locations[0]?.id },
  });
}

/** A world of one bol account in a sandbox of its own, with room for the suite's many polls. */
export async function bolWorld(rateFactor = 20): Promise<SandboxWorld> {
  const sandbox = await startSandbox();
  const [clientId, clientSecret] = ["bol-client-id", `hush-${randomUUID()}`];
  await sandbox.control.putBol("shop", { clientId, clientSecret, processMs: 0, rateFactor });
  const credentials = { clientId, clientSecret };
  return world(sandbox, {
    platform: "bol",
    writeOperation: "PATCH /retailer/offers",
    credentials,
    strangersCredentials: { clientId, clientSecret: `hush-${randomUUID()}` },
    settings: { rateFactor },
  });
}

async function world(sandbox: Sandbox, account: Account): Promise<SandboxWorld> {
  const { platform, settings, credentials, strangersCredentials } = account;
  const { control } = sandbox;
  const meddler = await startMeddler(sandbox.url);
  const connect = (from: unknown): Connector =>
    createConnector({
      platform,
      baseUrl: `${meddler.url}/${platform}/shop`,
      credentials: from,
      settings,
      allowHttp: true,
    });
  const skus = new Map<string, string>();
  let made = 0;
  const skuOf = (listing: ListingIds) => skus.get(listing.platformId) ?? "unknown";
  return {
    sandbox,
    skuOf,
    connector: connect(credentials),
    strangersConnector: () => connect(strangersCredentials),
    secrets: [credentials.clientSecret, strangersCredentials.clientSecret].filter((secret) => secret !== undefined),
    async addListing(quantity) {
      made += 1;
      const sku = `SKU-${made}`;
      const product = { sku, barcode: ean(made), title: `Product ${sku}`, stock: quantity };
      const [ids] = await control.putProducts(platform, "shop", [product]);
      if (!ids) throw new Error(`sandbox made no ${sku}`);
      skus.set(ids.platformId, sku);
      return { listingId: randomUUID(), platformId: ids.platformId, platformStockId: ids.platformStockId };
    },
    shown: async (listing) => (await control.stock(platform, "shop"))[skuOf(listing)] ?? Number.NaN,
    async buy(listing, quantity) {
      const placed = await control.placeOrder(platform, "shop", { lines: [{ sku: skuOf(listing), quantity }] });
      if (!placed.placed) throw new Error(placed.refused);
      return placed.orderId;
    },
    plant: (trouble) => plant(sandbox, meddler, account, trouble),
    async stop() {
      expectNoViolations(await control.violations());
      await meddler.stop();
      await sandbox.close();
    },
  };
}

async function plant(sandbox: Sandbox, meddler: Meddler, account: Account, trouble: Trouble): Promise<void> {
  const request = { on: "request", platform: account.platform, times: 1 } as const;
  switch (trouble) {
    case "rate_limit":
      await sandbox.control.plantFault({ ...request, action: "rate_limit" });
      return;
    case "answer_lost":
      await sandbox.control.plantFault({ ...request, action: "lose_after", operation: account.writeOperation });
      return;
    case "html":
      meddler.answerHtmlNext();
      return;
  }
}

function expectNoViolations(violations: unknown[]): void {
  if (violations.length > 0) throw new Error(`the platform's contract was broken: ${JSON.stringify(violations)}`);
}
