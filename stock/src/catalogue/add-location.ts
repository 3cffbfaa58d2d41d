import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { refuseLocation } from "./location-fields.ts";

export interface NewLocation {
  code: string;
  name: string;
  kind: "warehouse" | "store" | "third_party" | "channel_fulfilled";
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Empty means every country. */
  shipsTo?: string[];
  priority?: number;
  /** Units of every product that are kept back there. */
  safetyStock?: number;
  /** The channel whose platform's own warehouse this is; channel-fulfilled only. */
  mirrorsChannelId?: string;
}

/** Adds a place that holds units. */
export async function addLocation(
  pool: pg.Pool,
  location: NewLocation,
): Promise<{ kind: "added"; locationId: string } | Refused> {
  const { code, name, kind, country, shipsTo = [], priority = 100, safetyStock = 0 } = location;
  const refusal = refuseLocation({ name, country, shipsTo, priority, safetyStock });
  if (refusal) return refusal;
  if (!/^[a-z0-9-]{1,40}$/.test(code)) {
    return refused("code_not_valid", `code must be 1–40 of a–z, 0–9 and -, got "${code.slice(0, 50)}"`);
  }
  const wrongMirror = await refuseMirror(pool, location);
  if (wrongMirror) return wrongMirror;
  const locationId = newId();
  const { rowCount } = await pool.query(
    `insert into location (id, code, name, kind, country, ships_to, priority, safety_stock, mirrors_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing`,
    [locationId, code, name, kind, country, shipsTo, priority, safetyStock, location.mirrorsChannelId ?? null],
  );
  return rowCount === 1 ? { kind: "added", locationId } : refused("code_taken", `there is a location ${code} already`);
}

async function refuseMirror(pool: pg.Pool, { kind, mirrorsChannelId }: NewLocation): Promise<Refused | null> {
  if (mirrorsChannelId === undefined) return null;
  if (kind !== "channel_fulfilled") {
    return refused(
      "location_is_read_only",
      `only a channel_fulfilled location mirrors a platform's warehouse, got ${kind}`,
    );
  }
  const { rows } = await pool.query<{ mirror: string | null }>(
    `select l.code as mirror from channel c left join location l on l.mirrors_id = c.id
     where c.id = $1 and c.removed_at is null`,
    [mirrorsChannelId],
  );
  const [channel] = rows;
  if (!channel) return refused("channel_not_found", `there is no channel ${mirrorsChannelId}`);
  if (channel.mirror === null) return null;
  return refused(
    "code_taken",
    `location ${channel.mirror} mirrors the warehouse of channel ${mirrorsChannelId} already`,
  );
}
