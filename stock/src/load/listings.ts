import { type Db, rowsOf } from "../query.ts";
import type { Listing } from "../state.ts";
import { groupBy } from "./levels.ts";

/** Listings by product, and whether one of them has an exposure. */
interface Listed {
  listings: Map<string, Listing[]>;
  hasExposures: boolean;
}

/** The linked listings of these products. */
export async function loadListings(db: Db, productIds: string[]): Promise<Listed> {
  const rows = await rowsOf<Listing & { isExposed: boolean }>(
    db,
    "stock-listings",
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", e.listing_id is not null as "isExposed"
     from listing l left join exposure e on e.listing_id = l.id
     where l.product_id = any($1::uuid[])`,
    [productIds],
  );
  return listedOf(rows);
}

/** The same, with the quantity that each publishes now, by listing. */
export async function loadPublished(
  db: Db,
  productIds: string[],
): Promise<Listed & { published: Map<string, number> }> {
  const rows = await rowsOf<Listing & { published: number | null; isExposed: boolean }>(
    db,
    "stock-published",
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", p.quantity as published,
       e.listing_id is not null as "isExposed"
     from listing l left join published_quantity p on p.listing_id = l.id left join exposure e on e.listing_id = l.id
     where l.product_id = any($1::uuid[])`,
    [productIds],
  );
  const published = new Map<string, number>();
  for (const row of rows) if (row.published !== null) published.set(row.id, row.published);
  return { ...listedOf(rows), published };
}

function listedOf(rows: (Listing & { isExposed: boolean })[]): Listed {
  return { listings: groupBy(rows, (row) => row.productId ?? ""), hasExposures: rows.some((row) => row.isExposed) };
}
