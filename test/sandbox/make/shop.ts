import { type ProductIds, type Sandbox, type SandboxOptions, startSandbox } from "@stockpool/sandbox";
import type { Json } from "./json.ts";

type GraphqlErrors = { message: string; path?: unknown; extensions?: Record<string, unknown> }[];

/** A GraphQL answer as a test looks at it. */
export interface GraphqlAnswer {
  status: number;
  headers: Headers;
  data: Json;
  errors: GraphqlErrors | undefined;
  cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: Record<string, number> };
  body: Record<string, unknown>;
}

/** One Shopify shop in a sandbox of its own, with an app that is signed in. */
export interface TestShop {
  sandbox: Sandbox;
  handle: string;
  url: string;
  locationIds: string[];
  products: ProductIds[];
  graphql(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  signIn(): Promise<void>;
  close(): Promise<void>;
}

export const clientSecret = "hush-hush-test-secret";

type Stock = number | Record<string, number>;

/** Opens a shop with these stocks, one SKU each: "SKU-1", "SKU-2" … */
export async function openShop(
  stocks: Stock[],
  options: SandboxOptions = {},
  settings: Record<string, unknown> = {},
): Promise<TestShop> {
  return openShopIn(await startSandbox(options), "shop", stocks, settings);
}

/** The same in a sandbox that there is already. */
export async function openShopIn(
  sandbox: Sandbox,
  handle: string,
  stocks: Stock[],
  settings: Record<string, unknown>,
): Promise<TestShop> {
  const made = await sandbox.control.putShopify(handle, { clientId: "app", clientSecret, ...settings });
  const products = await sandbox.control.putProducts(
    "shopify",
    handle,
    stocks.map((stock, index) => ({ sku: `SKU-${index + 1}`, title: `Product ${index + 1}`, stock })),
  );
  const url = `${sandbox.url}${made.path}`;
  let token = await fetchToken(url);
  return {
    sandbox,
    handle,
    url,
    products,
    locationIds: made.locations.map(({ id }) => id),
    graphql: (query, variables = {}) => ask(url, token, query, variables),
    async signIn() {
      token = await fetchToken(url);
    },
    close: () => sandbox.close(),
  };
}

async function fetchToken(url: string): Promise<string> {
  const response = await fetch(`${url}/admin/oauth/access_token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: "app", client_secret: clientSecret, grant_type: "client_credentials" }),
  });
  const { access_token } = await response.json();
  return access_token;
}

async function ask(url: string, token: string, query: string, variables: unknown): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query, variables }),
  });
  const body = await response.json();
  const { data, errors, extensions } = body;
  return { status: response.status, headers: response.headers, data, errors, cost: extensions?.cost, body };
}

export const setQuantities = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange item { id } location { id } } }
    userErrors { field message code }
  }
}`;

/** The input of a set of available quantities at the shop's first location. */
export function toAvailable(shop: TestShop, rows: { index: number; quantity: number; from: number | null }[]) {
  return {
    name: "available",
    reason: "correction",
    quantities: rows.map(({ index, quantity, from }) => ({
      inventoryItemId: shop.products[index]?.platformStockId,
      locationId: shop.locationIds[0],
      quantity,
      changeFromQuantity: from,
    })),
  };
}

/** Available, committed and on hand of every product at the shop's first location. */
export async function levels(shop: TestShop): Promise<Record<string, number>[]> {
  const query = `query Levels($ids: [ID!]!, $at: ID!) { nodes(ids: $ids) { ... on InventoryItem {
    inventoryLevel(locationId: $at) { quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } }`;
  const ids = shop.products.map(({ platformStockId }) => platformStockId);
  const { data } = await shop.graphql(query, { ids, at: shop.locationIds[0] });
  return data.nodes.map((node: { inventoryLevel: { quantities: { name: string; quantity: number }[] } }) =>
    Object.fromEntries(node.inventoryLevel.quantities.map(({ name, quantity }) => [name, quantity])),
  );
}
