import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface MadeChannel {
  id: string;
  code: string;
}

type Platform = "shopify" | "bol" | "amazon" | "portal" | "pos";
type WriteKind = "compare_and_set" | "net_of_open_orders" | "absolute";

export interface ChannelParts {
  platform?: Platform;
  code?: string;
  name?: string;
  baseUrl?: string;
  /** What the channels' `seal` made of the credentials. */
  sealedCredentials?: string;
  accountId?: string;
  countries?: string[];
  /** Where it draws from; a `platformLocationId` goes with the first. */
  locations?: { id: string }[];
  platformLocationId?: string;
  strategy?: "priority" | "fewest_parcels" | "nearest" | "most_stock";
  isLive?: boolean;
  isPaused?: boolean;
}

const writeKinds: Record<Platform, WriteKind> = {
  shopify: "compare_and_set",
  bol: "net_of_open_orders",
  amazon: "absolute",
  portal: "absolute",
  pos: "absolute",
};

/** A live Shopify channel that sells to the Netherlands, unless told otherwise. */
export async function makeChannel(pool: pg.Pool, parts: ChannelParts = {}): Promise<MadeChannel> {
  const id = randomUUID();
  const platform = parts.platform ?? "shopify";
  const code = parts.code ?? `${platform}-${id.slice(0, 8)}`;
  await pool.query(
    `insert into channel (id, code, name, platform, base_url, sealed_credentials, account_id, write_kind, strategy, live_since, paused_at)
     values ($1, $2, $3, $4::platform, $5, $6, $7, $8::write_kind, $9::routing_strategy, $10, $11)`,
    [
      id,
      code,
      parts.name ?? `Channel ${code}`,
      platform,
      parts.baseUrl ?? "https://platform.example",
      parts.sealedCredentials ?? "",
      parts.accountId ?? null,
      writeKinds[platform],
      parts.strategy ?? "priority",
      parts.isLive === false ? null : new Date(),
      parts.isPaused ? new Date() : null,
    ],
  );
  await addCountries(pool, id, parts.countries ?? ["NL"]);
  await addLocations(pool, id, parts);
  return { id, code };
}

async function addCountries(pool: pg.Pool, channelId: string, countries: string[]): Promise<void> {
  await pool.query("insert into channel_country (channel_id, country) select $1, unnest($2::text[])", [
    channelId,
    countries,
  ]);
}

async function addLocations(pool: pg.Pool, channelId: string, parts: ChannelParts): Promise<void> {
  for (const [index, location] of (parts.locations ?? []).entries()) {
    await pool.query(
      "insert into channel_location (channel_id, location_id, platform_location_id) values ($1, $2, $3)",
      [channelId, location.id, index === 0 ? (parts.platformLocationId ?? null) : null],
    );
  }
}
