import { type ProductIds, type Sandbox, type SandboxOptions, startSandbox } from "@stockpool/sandbox";
import type { Json } from "./json.ts";

/** An answer of bol as a test looks at it. */
export interface BolAnswer {
  status: number;
  headers: Headers;
  body: Json;
}

/** One bol account in a sandbox of its own, signed in. */
export interface TestAccount {
  sandbox: Sandbox;
  url: string;
  offers: ProductIds[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<BolAnswer>;
  /** amount and correctedStock of an offer. */
  stock(index?: number): Promise<{ amount: number; correctedStock: number; managedByRetailer: boolean }>;
  patchStock(amount: number, managedByRetailer: boolean, index?: number): Promise<BolAnswer>;
  buy(quantity: number, index?: number): Promise<{ orderId: string; orderItemId: string }>;
  close(): Promise<void>;
}

/** Opens an account with these stocks, one offer each: "SKU-1", "SKU-2" … Asynchronous requests end at once. */
export async function openAccount(
  stocks: number[],
  settings: Record<string, unknown> = {},
  options: SandboxOptions = {},
): Promise<TestAccount> {
  const sandbox = await startSandbox(options);
  const secrets = { clientId: "id", clientSecret: "secret" };
  const { path } = await sandbox.control.putBol("account", { ...secrets, processMs: 0, rateFactor: 100, ...settings });
  const offers = await sandbox.control.putProducts(
    "bol",
    "account",
    stocks.map((stock, index) => ({
      sku: `SKU-${index + 1}`,
      barcode: String(8_710_000_000_000 + index),
      title: `Offer ${index + 1}`,
      stock,
    })),
  );
  const url = `${sandbox.url}${path}`;
  const token = await fetchToken(url);
  const call = (method: string, at: string, body?: unknown, headers: Record<string, string> = {}) =>
    ask(url, token, method, at, body, headers);
  const offerPath = (index: number) => `/retailer/offers/${offers[index]?.platformId}`;
  return {
    sandbox,
    url,
    offers,
    call,
    stock: async (index = 0) => (await call("GET", offerPath(index))).body.stock,
    patchStock: (amount, managedByRetailer, index = 0) =>
      call("PATCH", offerPath(index), { stock: { amount, managedByRetailer } }),
    async buy(quantity, index = 0) {
      const lines = [{ sku: `SKU-${index + 1}`, quantity }];
      const placed = await sandbox.control.placeOrder("bol", "account", { lines, allowOversell: true });
      if (!placed.placed) throw new Error(placed.refused);
      const { body } = await call("GET", `/retailer/orders/${placed.orderId}`);
      return { orderId: placed.orderId, orderItemId: body.orderItems[0].orderItemId };
    },
    close: () => sandbox.close(),
  };
}

async function fetchToken(url: string): Promise<string> {
  const response = await fetch(`${url}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from("id:secret").toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = await response.json();
  return access_token;
}

async function ask(
  url: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<BolAnswer> {
  const mediaType = `application/vnd.retailer.${path.startsWith("/retailer/offers") ? "v11" : "v10"}+json`;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: mediaType,
      ...(body === undefined ? {} : { "content-type": mediaType }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** The end of an asynchronous request: asks until it is no longer PENDING. */
export async function processEnd(account: TestAccount, accepted: BolAnswer): Promise<Record<string, unknown>> {
  for (let asked = 0; asked < 500; asked += 1) {
    const { body } = await account.call("GET", `/shared/process-status/${accepted.body.processStatusId}`);
    if (body.status !== "PENDING") return body;
  }
  throw new Error(`process ${accepted.body.processStatusId} never ended`);
}
