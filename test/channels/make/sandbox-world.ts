import { randomUUID } from "node:crypto";
import { type Connector, createConnector, type ListingIds } from "@stockpool/channels";
import { type PlatformOfSandbox, type Sandbox, startSandbox } from "@stockpool/sandbox";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";
import type { ChannelWorld, Planting, Trouble } from "../../conformance/channel-world.ts";
import { ean } from "./ean.ts";

export type SandboxWorld = ChannelWorld & {
  sandbox: Sandbox;
  /** The SKU that the sandbox knows the listing by. */
  skuOf(listing: ListingIds): string;
};

/** What differs between the platforms of the sandbox. Every account is called "shop", the stranger's "other". */
export interface SandboxAccount {
  platform: PlatformOfSandbox;
  /** What the sandbox logs a quantity write as. */
  writeOperation: string;
  /** What the sandbox logs the news of a parcel as. */
  parcelOperation: string;
  /** What the sandbox logs a cancellation as, and how many calls whose names begin alike go before it. */
  cancelOperation: string;
  callsBeforeCancel?: number;
  credentials: Record<string, unknown>;
  strangersCredentials: Record<string, unknown>;
  settings: unknown;
}

/** Starts a sandbox, lets `open` make the accounts "shop" and "other" in it, and gives the world of the first. */
export async function sandboxWorld(open: (sandbox: Sandbox) => Promise<SandboxAccount>): Promise<SandboxWorld> {
  const sandbox = await startSandbox();
  const account = await open(sandbox);
  const { platform, settings, credentials, strangersCredentials } = account;
  const { control } = sandbox;
  const connect = (from: unknown, timeoutMs?: number): Connector =>
    createConnector({
      ...{ platform, baseUrl: `${sandbox.url}/${platform}/shop`, credentials: from, settings, allowHttp: true },
      budgets: forgettingPauses(),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
  const skus = new Map<string, string>();
  let made = 0;
  const skuOf = (listing: ListingIds) => skus.get(listing.platformId) ?? "unknown";
  const order = async (lines: { sku: string; quantity: number }[], shop = "shop") => {
    const placed = await control.placeOrder(platform, shop, { lines });
    if (!placed.placed) throw new Error(placed.refused);
    return placed.orderId;
  };
  const newThing = () => {
    made += 1;
    const sku = `SKU-${String(made).padStart(4, "0")}`;
    return { sku, barcode: ean(made), title: `Product ${sku}` };
  };
  const add = async (shop: string, quantity: number): Promise<ListingIds> => {
    const product = { ...newThing(), stock: quantity };
    const { sku } = product;
    const [ids] = await control.putProducts(platform, shop, [product]);
    if (!ids) throw new Error(`sandbox made no ${sku}`);
    skus.set(ids.platformId, sku);
    return { listingId: randomUUID(), platformId: ids.platformId, platformStockId: ids.platformStockId };
  };
  return {
    sandbox,
    skuOf,
    connector: connect(credentials),
    freshConnector: () => connect(credentials),
    impatientConnector: () => connect(credentials, impatienceMs),
    strangersConnector: () => connect(strangersCredentials),
    secrets: secretsOf(credentials, strangersCredentials),
    addListing: (quantity) => add("shop", quantity),
    addToWarehouse: async (quantity, whose = "ours") => {
      const thing = newThing();
      const there = platform === "bol" ? { lvb: { regular: quantity } } : { fba: { fulfillable: quantity } };
      await control.putProducts(platform, whose === "ours" ? "shop" : "other", [{ ...thing, ...there }]);
      return thing;
    },
    addStrangersListing: () => add("other", 7),
    shown: async (listing) => (await control.stock(platform, "shop"))[skuOf(listing)] ?? Number.NaN,
    edit: (listing, quantity) => control.editStock(platform, "shop", [{ sku: skuOf(listing), quantity }]),
    buy: (listing, quantity) => order([{ sku: skuOf(listing), quantity }]),
    buyFromStranger: async () => order([{ sku: skuOf(await add("other", 7)), quantity: 1 }], "other"),
    buyEach: (listings) => order(listings.map((listing) => ({ sku: skuOf(listing), quantity: 1 }))),
    cancel: (orderId) => control.cancel(platform, "shop", orderId),
    sendBack: async (orderId, quantity) => {
      await control.fulfil(platform, "shop", orderId);
      await control.announceReturn(platform, "shop", orderId, { quantity });
    },
    plant: (trouble, how = {}) => plant(sandbox, account, trouble, how),
    heal: async () => void (await control.removeFaults()),
    expireTokens: () => control.expireTokens(platform, "shop"),
    async stop() {
      expectNoViolations(await control.violations());
      await sandbox.close();
    },
  };
}

function secretsOf(...all: Record<string, unknown>[]): string[] {
  const named = all.flatMap(({ clientSecret, refreshToken }) => [clientSecret, refreshToken]);
  return named.filter((secret) => typeof secret === "string");
}

const impatienceMs = 500;

async function plant(
  { control }: Sandbox,
  { platform, ...account }: SandboxAccount,
  trouble: Trouble,
  { times = 1, after = 0, on }: Planting,
): Promise<void> {
  const operations = {
    write: account.writeOperation,
    parcel: account.parcelOperation,
    cancellation: account.cancelOperation,
  };
  const where = on ? { operation: operations[on] } : {};
  const pass = after + (on === "cancellation" ? (account.callsBeforeCancel ?? 0) : 0);
  await control.plantFault({
    on: "request",
    platform,
    shop: "shop",
    times,
    after: pass,
    ...where,
    ...faultOf(trouble),
  });
}

function faultOf(trouble: Trouble) {
  switch (trouble) {
    case "rate_limit":
    case "server_error":
      return { action: trouble };
    case "lost_before":
      return { action: "lose_before" } as const;
    case "lost_after":
      return { action: "lose_after" } as const;
    case "too_late":
      return { action: "lose_after", waitMs: 60_000 } as const;
    default:
      return { action: "garble", how: trouble } as const;
  }
}

function expectNoViolations(violations: unknown[]): void {
  if (violations.length > 0) throw new Error(`the platform's contract was broken: ${JSON.stringify(violations)}`);
}

/** Troubles are planted one after the other on one connector: what one asks for must not hold up the next. */
function forgettingPauses() {
  return { ...ownBudgets(), pause: () => {} };
}
