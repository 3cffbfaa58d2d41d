import { type Db, rowsOf } from "../query.ts";
import type { Listing } from "../state.ts";
import { groupBy } from "./levels.ts";

type ListingRow = Listing & { published: number | null; isExposed: boolean };

/** The linked listings of these products, by product, what each publishes now, and whether one of them has an exposure. */
export async function loadListings(
  db: Db,
  productIds: string[],
): Promise<{ listings: Map<string, Listing[]>; published: Map<string, number>; hasExposures: boolean }> {
  const rows = await rowsOf<ListingRow>(
    db,
    "stock-listings",
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", p.quantity as published, e.listing_id is not null as "isExposed"
     from listing l left join published_quantity p on p.listing_id = l.id left join exposure e on e.listing_id = l.id
     where l.product_id = any($1::uuid[])`,
    [productIds],
  );
  const published = new Map<string, number>();
  for (const row of rows) if (row.published !== null) published.set(row.id, row.published);
  const hasExposures = rows.some((row) => row.isExposed);
  return { listings: groupBy(rows, (row) => row.productId ?? ""), published, hasExposures };
}
