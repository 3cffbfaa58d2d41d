import { type Db, rowsOf } from "../query.ts";
import type { Selling } from "./sellers.ts";

/** How fast these listings sold when it was last measured, by listing. */
export async function loadSelling(db: Db, listingIds: string[]): Promise<Map<string, Selling>> {
  const rows = await rowsOf<Selling & { id: string }>(
    db,
    "velocity-selling",
    `select listing_id as id, per_day as "perDay", share_percent::float8 as "sharePercent"
     from listing_velocity where listing_id = any($1::uuid[])`,
    [listingIds],
  );
  return new Map(rows.map(({ id, ...selling }) => [id, selling]));
}
