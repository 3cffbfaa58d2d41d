import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";

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
}

/** Adds a place that holds units. */
export async function addLocation(
  pool: pg.Pool,
  location: NewLocation,
): Promise<{ kind: "added"; locationId: string } | Refused> {
  const { code, name, kind, country, shipsTo = [], priority = 100, safetyStock = 0 } = location;
  const wrong = [country, ...shipsTo].find((one) => !/^[A-Z]{2}$/.test(one));
  if (wrong !== undefined) return refused("country_not_valid", `country must be two capital letters, got "${wrong}"`);
  if (!/^[a-z0-9-]{1,40}$/.test(code)) {
    return refused("code_not_valid", `code must be 1–40 of a–z, 0–9 and -, got "${code.slice(0, 50)}"`);
  }
  const locationId = newId();
  const { rowCount } = await pool.query(
    `insert into location (id, code, name, kind, country, ships_to, priority, safety_stock)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (code) do nothing`,
    [locationId, code, name, kind, country, shipsTo, priority, safetyStock],
  );
  return rowCount === 1 ? { kind: "added", locationId } : refused("code_taken", `there is a location ${code} already`);
}
