import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import type { Json } from "./json.ts";

/** An answer of Amazon as a test looks at it. */
export interface AmazonAnswer {
  status: number;
  headers: Headers;
  body: Json;
}

type Settings = Partial<Parameters<Sandbox["control"]["putAmazon"]>[1]>;

/** One Amazon seller in a sandbox of its own, signed in, with the SKU "A" that shows 5 units. */
export interface TestSeller {
  sandbox: Sandbox;
  url: string;
  call(method: string, path: string, body?: unknown): Promise<AmazonAnswer>;
  signIn(fields?: Record<string, string>): Promise<AmazonAnswer>;
  patch(sku: string, op: string, value: Record<string, unknown>): Promise<AmazonAnswer>;
  item(sku: string): Promise<Json>;
  close(): Promise<void>;
}

const query = "marketplaceIds=A1805IZSGTT6HS&includedData=summaries,attributes,fulfillmentAvailability";

/** Opens the account; limits are out of the way unless `settings` say otherwise. */
export async function openSeller(settings: Settings = {}): Promise<TestSeller> {
  const sandbox = await startSandbox();
  const secrets = { clientId: "id", clientSecret: "secret", refreshToken: "Atzr|refresh" };
  const { path } = await sandbox.control.putAmazon("seller", { ...secrets, rateFactor: 1_000, ...settings });
  await sandbox.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 5 }]);
  const url = `${sandbox.url}${path}`;
  const signIn = (fields: Record<string, string> = {}) => {
    const app = { client_id: "id", client_secret: "secret", refresh_token: "Atzr|refresh" };
    const body = new URLSearchParams({ grant_type: "refresh_token", ...app, ...fields });
    return answer(fetch(`${url}/auth/o2/token`, { method: "POST", body }));
  };
  let token = (await signIn()).body.access_token;
  const call = (method: string, at: string, body?: unknown) => {
    const headers = { "x-amz-access-token": token, "content-type": "application/json" };
    return answer(fetch(`${url}${at}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }));
  };
  const items = "/listings/2021-08-01/items/A3TH9S8BH6GOGM";
  return {
    ...{ sandbox, url, call },
    async signIn(fields) {
      const given = await signIn(fields);
      token = given.body.access_token ?? token;
      return given;
    },
    patch: (sku, op, value) =>
      call("PATCH", `${items}/${encodeURIComponent(sku)}?marketplaceIds=A1805IZSGTT6HS`, {
        productType: "PRODUCT",
        patches: [{ op, path: "/attributes/fulfillment_availability", value: [value] }],
      }),
    item: async (sku) => (await call("GET", `${items}/${encodeURIComponent(sku)}?${query}`)).body,
    close: () => sandbox.close(),
  };
}

async function answer(asked: Promise<Response>): Promise<AmazonAnswer> {
  const response = await asked;
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
