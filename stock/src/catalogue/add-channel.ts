import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { refuseCountries, refuseName } from "./location-fields.ts";
import { queueChannelJob } from "./queue-jobs.ts";

export interface NewChannel {
  /** Short name in addresses: /webhooks/:code. */
  code: string;
  name: string;
  platform: "shopify" | "bol" | "amazon" | "portal" | "pos";
  writeKind: "compare_and_set" | "net_of_open_orders" | "absolute";
  baseUrl: string;
  sealedCredentials: string;
  /** What the platform calls the account. */
  accountId?: string;
  /** Countries that it sells to; empty means every country. */
  countries: string[];
  locationIds: string[];
  /** The platform's id of the place that quantities are written to. */
  platformLocationId?: string;
  /** Instead, for a shop that sends from several places: the platform's place of each location. */
  platformLocations?: { locationId: string; platformLocationId: string }[];
  /** Null: shadow, where everything is computed and nothing is sent. */
  liveSince: Date | null;
}

export type AddedChannel = { kind: "added"; channelId: string } | Refused;

/** Adds a channel, and queues what a new one needs: the import of its listings, and its webhooks. */
export async function connectChannel(pool: pg.Pool, channel: NewChannel): Promise<AddedChannel> {
  return transact(pool, async (tx) => {
    const added = await addIn(tx, channel);
    if (added.kind === "refused") return added;
    await queueChannelJob(tx, "import_listings", added.channelId);
    await queueChannelJob(tx, "ensure_webhooks", added.channelId);
    return added;
  });
}

/** Adds a channel, and nothing else. */
export async function addChannel(pool: pg.Pool, channel: NewChannel): Promise<AddedChannel> {
  return transact(pool, (tx) => addIn(tx, channel));
}

async function addIn(tx: pg.PoolClient, channel: NewChannel): Promise<AddedChannel> {
  if (!/^[a-z0-9-]{1,40}$/.test(channel.code)) {
    return refused("code_not_valid", `code must be 1–40 of a–z, 0–9 and -, got "${channel.code.slice(0, 50)}"`);
  }
  const refusal = refuseName(channel.name) ?? refuseCountries(channel.countries);
  if (refusal) return refusal;
  const { rows } = await tx.query<{ id: string }>("select id from location where id = any($1::uuid[])", [
    channel.locationIds,
  ]);
  const missing = channel.locationIds.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) return refused("location_not_found", `there is no location ${missing}`);
  return insertChannel(tx, channel);
}

async function insertChannel(tx: pg.PoolClient, channel: NewChannel): Promise<AddedChannel> {
  const channelId = newId();
  const { code, name, platform, writeKind, baseUrl, sealedCredentials, accountId = null, liveSince } = channel;
  const { rowCount } = await tx.query(
    `insert into channel (id, code, name, platform, write_kind, base_url, sealed_credentials, account_id, live_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing`,
    [channelId, code, name, platform, writeKind, baseUrl, sealedCredentials, accountId, liveSince],
  );
  if (rowCount === 0) return refused("code_taken", `there is a channel ${code} already`);
  await tx.query("insert into channel_country (channel_id, country) select $1, unnest($2::text[])", [
    channelId,
    [...new Set(channel.countries)],
  ]);
  const locationIds = [...new Set(channel.locationIds)];
  const targets = locationIds.map((id, place) => targetOf(channel, id, place));
  await tx.query(
    `insert into channel_location (channel_id, location_id, platform_location_id)
     select $1, * from unnest($2::uuid[], $3::text[])`,
    [channelId, locationIds, targets],
  );
  return { kind: "added", channelId };
}

function targetOf({ platformLocations, platformLocationId }: NewChannel, id: string, place: number): string | null {
  if (!platformLocations) return place === 0 ? (platformLocationId ?? null) : null;
  return platformLocations.find(({ locationId }) => locationId === id)?.platformLocationId ?? null;
}
