import type { z } from "zod";
import type { Fault } from "../faults.ts";
import type { OwnSettings } from "../own/system.ts";
import type { SandboxPlatform } from "../platform.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { Violation } from "../violations.ts";
import type { Delivery } from "../webhook/mailer.ts";
import type * as input from "./input.ts";
import type { OrderSummary, PlacedOrder, ProductIds } from "./stall.ts";

export type PlatformOfSandbox = SandboxPlatform;
type In<Schema extends z.ZodType> = z.input<Schema>;
type OrderIn = In<typeof input.order>;

/** The control API as calls; every one fails with the API's own message when the answer is no success. */
export interface Control {
  putShopify(
    shop: string,
    settings: In<typeof input.shopifyShop>,
  ): Promise<{
    path: string;
    domain: string;
    locations: { id: string; name: string }[];
  }>;
  putBol(account: string, settings: In<typeof input.bolAccount>): Promise<{ path: string }>;
  putAmazon(account: string, settings: In<typeof input.amazonSeller>): Promise<{ path: string }>;
  /** Opens a portal or a till of the merchant's own; its page is at `path`. */
  putOwn(name: string, settings: OwnSettings): Promise<{ path: string }>;
  /** It answers so many messages of the hub with 503, and forgets which ones came before; `isTaken`: it keeps what they say. */
  refuseOwn(name: string, messages: number, isTaken?: boolean): Promise<void>;
  putProducts(platform: PlatformOfSandbox, shop: string, products: In<typeof input.products>): Promise<ProductIds[]>;
  placeOrder(platform: PlatformOfSandbox, shop: string, order: OrderIn): Promise<PlacedOrder>;
  placeOrders(platform: PlatformOfSandbox, shop: string, orders: OrderIn[]): Promise<PlacedOrder[]>;
  orders(platform: PlatformOfSandbox, shop: string): Promise<OrderSummary[]>;
  cancel(
    platform: PlatformOfSandbox,
    shop: string,
    orderId: string,
    how?: Partial<z.output<typeof input.cancellation>>,
  ): Promise<void>;
  fulfil(platform: PlatformOfSandbox, shop: string, orderId: string): Promise<void>;
  deleteOrder(platform: PlatformOfSandbox, shop: string, orderId: string): Promise<void>;
  stock(platform: PlatformOfSandbox, shop: string): Promise<Record<string, number>>;
  editStock(platform: PlatformOfSandbox, shop: string, edits: In<typeof input.stockEdits>): Promise<void>;
  expireTokens(platform: PlatformOfSandbox, shop: string): Promise<void>;
  dropSubscriptions(platform: PlatformOfSandbox, shop: string): Promise<void>;
  endFeeds(platform: PlatformOfSandbox, shop: string, end?: In<typeof input.endedFeeds>): Promise<void>;
  rotateKey(platform: PlatformOfSandbox, shop: string): Promise<void>;
  announceReturn(
    platform: PlatformOfSandbox,
    shop: string,
    orderId: string,
    wish?: In<typeof input.returned>,
  ): Promise<void>;
  refund(platform: PlatformOfSandbox, shop: string, orderId: string, wish?: In<typeof input.refunded>): Promise<void>;
  endReturn(platform: PlatformOfSandbox, shop: string, orderId: string, how: "CLOSED" | "CANCELED"): Promise<void>;
  buyers(wish: In<typeof input.buyers>): Promise<void>;
  plantFault(fault: In<typeof input.plantedFault>): Promise<{ id: number }>;
  removeFaults(id?: number): Promise<{ id: number; left: number | null; fault: Fault }[]>;
  setClock(clock: In<typeof input.clock>): Promise<void>;
  requests(query?: { since?: number; platform?: string; shop?: string; operation?: string }): Promise<LoggedRequest[]>;
  webhooks(query?: { since?: number; platform?: string; shop?: string }): Promise<Delivery[]>;
  violations(): Promise<Violation[]>;
  shops(): Promise<string[]>;
}

/** The control API of the sandbox at this address. */
export function controlAt(url: string): Control {
  const call = caller(url);
  const order = (orderId: string) => encodeURIComponent(orderId);
  return {
    putShopify: (shop, settings) => call("PUT", `shopify/${shop}`, settings),
    putBol: (account, settings) => call("PUT", `bol/${account}`, settings),
    putAmazon: (account, settings) => call("PUT", `amazon/${account}`, settings),
    putOwn: (name, settings) => call("PUT", `own/${name}`, settings),
    refuseOwn: (name, messages, isTaken = false) => call("POST", `own/${name}/refusals`, { messages, isTaken }),
    putProducts: (platform, shop, products) => call("PUT", `${platform}/${shop}/products`, products),
    placeOrder: (platform, shop, wanted) => call("POST", `${platform}/${shop}/orders`, wanted, 409),
    placeOrders: (platform, shop, wanted) => call("POST", `${platform}/${shop}/orders`, wanted),
    orders: (platform, shop) => call("GET", `${platform}/${shop}/orders`),
    cancel: (platform, shop, orderId, how = {}) =>
      call("POST", `${platform}/${shop}/orders/${order(orderId)}/cancel`, how),
    fulfil: (platform, shop, orderId) => call("POST", `${platform}/${shop}/orders/${order(orderId)}/fulfil`, {}),
    deleteOrder: (platform, shop, orderId) => call("DELETE", `${platform}/${shop}/orders/${order(orderId)}`),
    stock: (platform, shop) => call("GET", `${platform}/${shop}/stock`),
    editStock: (platform, shop, edits) => call("PUT", `${platform}/${shop}/stock`, edits),
    expireTokens: (platform, shop) => call("POST", `${platform}/${shop}/expire-tokens`, {}),
    dropSubscriptions: (platform, shop) => call("POST", `${platform}/${shop}/drop-subscriptions`, {}),
    endFeeds: (platform, shop, end = {}) => call("POST", `${platform}/${shop}/end-feeds`, end),
    rotateKey: (platform, shop) => call("POST", `${platform}/${shop}/rotate-key`, {}),
    refund: (platform, shop, orderId, wish = {}) =>
      call("POST", `${platform}/${shop}/orders/${order(orderId)}/refund`, wish),
    endReturn: (platform, shop, orderId, how) =>
      call("POST", `${platform}/${shop}/orders/${order(orderId)}/end-return`, { how }),
    announceReturn: (platform, shop, orderId, wish = {}) =>
      call("POST", `${platform}/${shop}/orders/${order(orderId)}/return`, wish),
    buyers: (wish) => call("POST", "buyers", wish),
    plantFault: (fault) => call("POST", "faults", fault),
    removeFaults: (id) => call("DELETE", id === undefined ? "faults" : `faults/${id}`),
    setClock: (clock) => call("PUT", "clock", clock),
    requests: (query = {}) => call("GET", `requests?${search(query)}`),
    webhooks: (query = {}) => call("GET", `webhooks?${search(query)}`),
    violations: () => call("GET", "violations"),
    shops: () => call("GET", "shops"),
  };
}

const timeoutMs = 60_000;

function caller(url: string) {
  return async <Result>(method: string, path: string, body?: unknown, alsoFine?: number): Promise<Result> => {
    const response = await fetch(`${url}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (!response.ok && response.status !== alsoFine) {
      throw new Error(`${method} /control/${path} answered ${response.status}: ${text}`);
    }
    return trusted<Result>(text);
  };
}

/** Both ends of the control API come from this folder, so an answer has the type that its call names. */
function trusted<Result>(text: string): Result {
  return JSON.parse(text) as Result;
}

function search(query: Record<string, string | number>): string {
  const fields = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}
