import * as z from "zod";
import { amazonConnector } from "./amazon/index.ts";
import { amazonSettings, queueOf } from "./amazon/settings.ts";
import { bolConnector, bolSettings } from "./bol/index.ts";
import { requireBuilt } from "./built.ts";
import type { Connector } from "./connector.ts";
import {
  type AmazonCredentials,
  amazonCredentials,
  bolCredentials,
  ownSystemCredentials,
  parseCredentials,
  shopifyCredentials,
} from "./credentials.ts";
import { requireAddress } from "./http/address.ts";
import { type Budgets, ownBudgets } from "./http/budgets.ts";
import { ownSystemConnector } from "./own-system/index.ts";
import { listenerOf } from "./own-system/listener.ts";
import { shopifyConnector } from "./shopify/index.ts";
import { shopifySettings } from "./shopify/settings.ts";

/** What it takes to talk to one channel's account. */
export interface ConnectorOptions {
  platform: string;
  /** Root of the platform's API (https://my-shop.myshopify.com); where an own system listens, empty when it does not. */
  baseUrl: string;
  /** The opened credentials of the channel. */
  credentials: unknown;
  /** Shopify: `{ locationId }`. bol, Amazon: `{ loginUrl?, rateFactor? }`. */
  settings: unknown;
  /** Lets `baseUrl` be http on this machine, where the sandbox is. */
  allowHttp?: boolean;
  /** How long a call may take; 15 s when not said. */
  timeoutMs?: number;
  /** Where the account's rate budgets are kept; in this process when not said. */
  budgets?: Budgets;
}

/** A connector that keeps its token: make one per channel and keep it. Throws on wrong options, naming them. */
export function createConnector(options: ConnectorOptions): Connector {
  const { baseUrl, timeoutMs, allowHttp = false, budgets = ownBudgets() } = options;
  const platform = requireBuilt(options.platform);
  const credentials = parseCredentials(platform, options.credentials);
  if (platform === "portal" || platform === "pos") {
    const { webhookSecret } = ownSystemCredentials.parse(credentials);
    return ownSystemConnector(platform, listenerOf(baseUrl, webhookSecret, { allowHttp, timeoutMs }));
  }
  const root = requireAddress(`base URL of ${platform}`, baseUrl, allowHttp);
  switch (platform) {
    case "shopify": {
      const settings = parseSettings(platform, shopifySettings, options.settings);
      return shopifyConnector(
        { root, credentials: shopifyCredentials.parse(credentials), budgets, timeoutMs },
        settings,
      );
    }
    case "bol": {
      const { loginUrl, rateFactor } = parseSettings(platform, bolSettings, options.settings);
      const login = requireAddress("login URL of bol", loginUrl ?? loginFor(root), allowHttp);
      return bolConnector({
        root,
        login,
        rateFactor,
        credentials: bolCredentials.parse(credentials),
        budgets,
        timeoutMs,
      });
    }
    case "amazon":
      return amazon(root, amazonCredentials.parse(credentials), options, budgets);
  }
}

function amazon(root: URL, credentials: AmazonCredentials, options: ConnectorOptions, budgets: Budgets): Connector {
  const { timeoutMs, allowHttp = false } = options;
  const { loginUrl, rateFactor, reportFrom } = parseSettings("amazon", amazonSettings, options.settings);
  const login = requireAddress("login URL of amazon", loginUrl ?? amazonLoginFor(root), allowHttp);
  const { sellerId, marketplaceIds } = credentials;
  const queue = queueOf(credentials, allowHttp);
  const account = { sellerId, marketplaceIds, queue, credentials };
  return amazonConnector({ root, login, rateFactor, budgets, timeoutMs, allowHttp, reportFrom, ...account });
}

/** Amazon hands out tokens for all regions at one host; a sandbox does so under its own root. */
function amazonLoginFor(root: URL): string {
  if (/^sellingpartnerapi-[a-z]+\.amazon\.com$/.test(root.host)) return "https://api.amazon.com/auth/o2/token";
  return `${root.href.replace(/\/$/, "")}/auth/o2/token`;
}

/** bol hands out tokens at a host of its own; a sandbox does so under its own root. */
function loginFor(root: URL): string {
  if (root.host === "api.bol.com") return "https://login.bol.com/token";
  return `${root.href.replace(/\/$/, "")}/token`;
}

function parseSettings<T>(platform: string, schema: z.ZodType<T>, settings: unknown): T {
  const parsed = schema.safeParse(settings ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(`settings for ${platform} are wrong: ${z.prettifyError(parsed.error)}`);
}
