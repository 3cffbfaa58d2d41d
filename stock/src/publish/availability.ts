import type pg from "pg";
import { type Db, rowsOf } from "../query.ts";
import { atOneMoment, readPool } from "./explain.ts";
import { countLocations } from "./locations.ts";

/** What buyers in one country can have of a listing. */
export interface Availability {
  platformId: string;
  /** What the channel may sell of it; null when it does not offer it. */
  quantity: number | null;
}

/**
 * What a channel may sell of each listing to one country, or anywhere: its published quantity, and no more than its locations can
 * send there. In the order of `platformIds`.
 */
export async function readAvailability(
  pool: pg.Pool,
  channelId: string,
  platformIds: string[],
  country: string | null,
): Promise<Availability[]> {
  return atOneMoment(pool, async (db) => {
    const sold = await readListings(db, channelId, platformIds);
    const productIds = [...new Set([...sold.values()].map(({ productId }) => productId))];
    const { pool: read, published, listings, channels } = await readPool(db, productIds, new Date());
    const channel = channels.get(channelId);
    return platformIds.map((platformId) => {
      const { id, productId = "" } = sold.get(platformId) ?? {};
      const product = read.products.get(productId);
      const listing = listings.get(productId)?.find((one) => one.id === id);
      if (!product || !listing || !channel) return { platformId, quantity: null };
      const shown = published.get(listing.id) ?? 0;
      if (country === null) return { platformId, quantity: shown };
      const there = countLocations(read, { ...channel, countries: [country] }, product).after;
      return { platformId, quantity: sells(channel.countries, country) ? Math.min(shown, there) : 0 };
    });
  });
}

/** No countries at all means every country. */
function sells(countries: string[], country: string): boolean {
  return countries.length === 0 || countries.includes(country);
}

async function readListings(
  db: Db,
  channelId: string,
  platformIds: string[],
): Promise<Map<string, { id: string; productId: string }>> {
  const rows = await rowsOf<{ id: string; platformId: string; productId: string }>(
    db,
    "stock-availability",
    `select id, platform_id as "platformId", product_id as "productId" from listing
     where channel_id = $1 and platform_id = any($2::text[]) and product_id is not null`,
    [channelId, platformIds],
  );
  return new Map(rows.map((row) => [row.platformId, row]));
}
