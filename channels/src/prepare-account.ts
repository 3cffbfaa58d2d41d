import { queueOf } from "./amazon/settings.ts";
import { type BuiltPlatform, requireBuilt } from "./built.ts";
import type { WriteKind } from "./connector.ts";
import { type Credentials, parseCredentials } from "./credentials.ts";
import { requireAddress } from "./http/address.ts";
import { listenerOf } from "./own-system/listener.ts";
import { shopifySettings } from "./shopify/settings.ts";

/** What a person says of an account to connect. */
export interface AccountToConnect {
  platform: string;
  /** Null: the platform's own. */
  baseUrl: string | null;
  credentials: unknown;
  /** The platform's id of the place that quantities are written to. */
  platformLocationId: string | null;
  /** Lets `baseUrl` be http on this machine, where the sandbox is. */
  allowHttp: boolean;
}

export interface PreparedAccount {
  kind: "prepared";
  platform: BuiltPlatform;
  writeKind: WriteKind;
  baseUrl: string;
  credentials: Credentials;
  /** What the platform calls the account, where the credentials tell. */
  accountId: string | null;
}

/** What cannot be connected, and why: by the names of fields, never by the values of credentials. */
export interface WrongAccount {
  kind: "wrong";
  what: "platform" | "credentials" | "address" | "location";
  message: string;
}

const bolApi = "https://api.bol.com";
/** Of the three regions the European one; the others are given as `baseUrl`. */
const amazonApi = "https://sellingpartnerapi-eu.amazon.com";

/** Checks all that can be known of an account without calling it, and fills in what its platform has one of. */
export function prepareAccount(account: AccountToConnect): PreparedAccount | WrongAccount {
  const platform = attempt("platform", () => requireBuilt(account.platform));
  if (platform.kind === "wrong") return platform;
  const credentials = attempt("credentials", () => parseCredentials(platform.value, account.credentials));
  if (credentials.kind === "wrong") return credentials;
  const { accountId, own } = ownOf(credentials.value);
  const { baseUrl, allowHttp } = account;
  const address = attempt("address", () => {
    if ("sellerId" in credentials.value) queueOf(credentials.value, allowHttp);
    if (isOwnSystem(platform.value)) return listeningAt(baseUrl ?? "", credentials.value, allowHttp);
    return requireAddress("baseUrl", baseUrl ?? own, allowHttp).href.replace(/\/$/, "");
  });
  if (address.kind === "wrong") return address;
  const wrongLocation = refuseLocation(platform.value, account.platformLocationId);
  if (wrongLocation !== null) return { kind: "wrong", what: "location", message: wrongLocation };
  return {
    kind: "prepared",
    platform: platform.value,
    writeKind: writeKinds[platform.value],
    baseUrl: address.value,
    credentials: credentials.value,
    accountId,
  };
}

function isOwnSystem(platform: BuiltPlatform): boolean {
  return platform === "portal" || platform === "pos";
}

function listeningAt(baseUrl: string, credentials: Credentials, allowHttp: boolean): string {
  const secret = "webhookSecret" in credentials ? credentials.webhookSecret : undefined;
  return listenerOf(baseUrl, secret, { allowHttp })?.address.href ?? "";
}

/** What the platform calls the account, and where its API is. */
function ownOf(credentials: Credentials): { accountId: string | null; own: string } {
  if ("shop" in credentials) return { accountId: credentials.shop, own: `https://${credentials.shop}` };
  if ("sellerId" in credentials) return { accountId: credentials.sellerId, own: amazonApi };
  return { accountId: null, own: bolApi };
}

/** What a written quantity means, by platform. */
const writeKinds: Record<BuiltPlatform, WriteKind> = {
  shopify: "compare_and_set",
  bol: "net_of_open_orders",
  amazon: "absolute",
  portal: "absolute",
  pos: "absolute",
};

function refuseLocation(platform: BuiltPlatform, platformLocationId: string | null): string | null {
  const given = platformLocationId === null ? "none" : JSON.stringify(platformLocationId.slice(0, 100));
  switch (platform) {
    case "shopify":
      if (shopifySettings.safeParse({ locationId: platformLocationId }).success) return null;
      return `platformLocationId of shopify must be like gid://shopify/Location/123, got ${given}`;
    case "bol":
    case "amazon":
    case "portal":
    case "pos":
      return platformLocationId === null ? null : `platformLocationId must be left out for ${platform}, got ${given}`;
  }
}

function attempt<T>(what: WrongAccount["what"], read: () => T): { kind: "right"; value: T } | WrongAccount {
  try {
    return { kind: "right", value: read() };
  } catch (error) {
    return { kind: "wrong", what, message: error instanceof Error ? error.message : String(error) };
  }
}
