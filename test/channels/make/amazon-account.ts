import { randomUUID } from "node:crypto";
import { type Connector, createConnector, type WantedQuantity } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { ownBudgets } from "../../../channels/src/http/budgets.ts";

/** Never aborted. */
export const signal = new AbortController().signal;

type Settings = Omit<Parameters<Sandbox["control"]["putAmazon"]>[1], "clientId" | "clientSecret" | "refreshToken">;

/** One Amazon seller in a sandbox of its own, and a connector to it. */
export interface AmazonAccount {
  sandbox: Sandbox;
  control: Sandbox["control"];
  connector: Connector;
  /** The same account through a connector that knows nothing yet; with other credentials and settings where given. */
  connect(credentials?: Record<string, unknown>, settings?: Record<string, unknown>): Connector;
  /** The root of the account's API. */
  root: string;
  /** Changes the sandbox's settings of the account. */
  change(settings: Settings): Promise<void>;
  live(sku: string): Promise<number | undefined>;
}

const secrets = { clientId: "client", clientSecret: "client-secret", refreshToken: "Atzr|refresh" };
const sellerId = "A3TH9S8BH6GOGM";
const marketplaceIds = ["A1805IZSGTT6HS", "A1PA6795UKMFR9"];
const queueKey = { accessKeyId: "AKIASANDBOX", secretAccessKey: "secret of the queue" };

/** Starts it, with so many times Amazon's own limits that no test meets them, unless it wants to. */
export async function amazonAccount(settings: Settings = {}, rateFactor = 1_000): Promise<AmazonAccount> {
  const sandbox = await startSandbox();
  const { control } = sandbox;
  const made = { ...secrets, sellerId, marketplaceIds, rateFactor };
  const { path } = await control.putAmazon("seller", { ...made, ...settings });
  const root = `${sandbox.url}${path}`;
  const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/hub";
  const queue = settings.queue ? { queue: { url, endpoint: `${root}/sqs/`, ...queueKey } } : {};
  const connect = (given: Record<string, unknown> = {}, changed: Record<string, unknown> = {}) =>
    createConnector({
      ...{ platform: "amazon", baseUrl: root, allowHttp: true, settings: { rateFactor, ...changed } },
      // A pause that one call is told must not keep a test waiting.
      budgets: { ...ownBudgets(), pause: () => {} },
      credentials: { ...secrets, sellerId, marketplaceIds, ...queue, ...given },
    });
  return {
    ...{ sandbox, control, connect, root, connector: connect() },
    change: async (changed) => void (await control.putAmazon("seller", { ...made, ...settings, ...changed })),
    live: async (sku) => (await control.stock("amazon", "seller"))[sku],
  };
}

/** A queue as the account's connector expects it. */
export const queueOfTests = { name: "hub", ...queueKey };

/** A wanted quantity of a SKU; the first that is ever written when nothing is expected. */
export function wantedOf(sku: string, quantity: number, expected: number | null = 5): WantedQuantity {
  const ids = { listingId: `listing of ${sku}`, platformId: sku, platformStockId: null, pushId: randomUUID() };
  return { ...ids, quantity, expected, openUnits: 0, ...(expected === null && { mayBeLate: true }) };
}
