import { type BuiltPlatform, requireBuilt } from "./built.ts";
import type { WriteKind } from "./connector.ts";
import { type BolCredentials, parseCredentials, type ShopifyCredentials } from "./credentials.ts";
import { requireAddress } from "./http/address.ts";
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
  credentials: ShopifyCredentials | BolCredentials;
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

/** Checks all that can be known of an account without calling it, and fills in what its platform has one of. */
export function prepareAccount(account: AccountToConnect): PreparedAccount | WrongAccount {
  const platform = attempt("platform", () => requireBuilt(account.platform));
  if (platform.kind === "wrong") return platform;
  const credentials = attempt("credentials", () => parseCredentials(platform.value, account.credentials));
  if (credentials.kind === "wrong") return credentials;
  const accountId = "shop" in credentials.value ? credentials.value.shop : null;
  const own = accountId === null ? bolApi : `https://${accountId}`;
  const { baseUrl, allowHttp } = account;
  const address = attempt("address", () => requireAddress("baseUrl", baseUrl ?? own, allowHttp));
  if (address.kind === "wrong") return address;
  const wrongLocation = refuseLocation(platform.value, account.platformLocationId);
  if (wrongLocation !== null) return { kind: "wrong", what: "location", message: wrongLocation };
  return {
    kind: "prepared",
    platform: platform.value,
    writeKind: writeKinds[platform.value],
    baseUrl: address.value.href.replace(/\/$/, ""),
    credentials: credentials.value,
    accountId,
  };
}

/** What a written quantity means, by platform. */
const writeKinds: Record<BuiltPlatform, WriteKind> = { shopify: "compare_and_set", bol: "net_of_open_orders" };

function refuseLocation(platform: BuiltPlatform, platformLocationId: string | null): string | null {
  const given = platformLocationId === null ? "none" : JSON.stringify(platformLocationId.slice(0, 100));
  switch (platform) {
    case "shopify":
      if (shopifySettings.safeParse({ locationId: platformLocationId }).success) return null;
      return `platformLocationId of shopify must be like gid://shopify/Location/123, got ${given}`;
    case "bol":
      return platformLocationId === null ? null : `platformLocationId must be left out for bol, got ${given}`;
  }
}

function attempt<T>(what: WrongAccount["what"], read: () => T): { kind: "right"; value: T } | WrongAccount {
  try {
    return { kind: "right", value: read() };
  } catch (error) {
    return { kind: "wrong", what, message: error instanceof Error ? error.message : String(error) };
  }
}
