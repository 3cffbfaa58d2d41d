import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface MadeListing {
  id: string;
  platformId: string;
}

export interface ListingParts {
  channel: { id: string };
  /** Left out: an unlinked listing. */
  product?: { id: string };
  platformId?: string;
  platformStockId?: string;
  sku?: string;
  barcode?: string;
  title?: string;
  status?: "linked" | "suggested" | "unlinked" | "ignored" | "conflict";
  /** Writes the published quantity as confirmed by the platform; left out: the writer makes it at the first change. */
  published?: number;
}

/** A listing, linked when it has a product. */
export async function makeListing(pool: pg.Pool, parts: ListingParts): Promise<MadeListing> {
  const id = randomUUID();
  const platformId = parts.platformId ?? `listing-${id}`;
  await pool.query(
    `insert into listing (id, channel_id, product_id, platform_id, platform_stock_id, sku, barcode, title, status)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::listing_status)`,
    [
      id,
      parts.channel.id,
      parts.product?.id ?? null,
      platformId,
      parts.platformStockId ?? null,
      parts.sku ?? null,
      parts.barcode ?? null,
      parts.title ?? `Listing ${platformId}`,
      parts.status ?? (parts.product ? "linked" : "unlinked"),
    ],
  );
  if (parts.published !== undefined) await publish(pool, id, parts.channel.id, parts.published);
  return { id, platformId };
}

async function publish(pool: pg.Pool, listingId: string, channelId: string, quantity: number): Promise<void> {
  await pool.query(
    `insert into published_quantity (listing_id, channel_id, quantity, confirmed, confirmed_at, expected)
     values ($1, $2, $3, $3, now(), $3)`,
    [listingId, channelId, quantity],
  );
}
