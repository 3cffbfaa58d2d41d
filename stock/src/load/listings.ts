import { type Db, rowsOf } from "../query.ts";
import { type Listing, listingKey } from "../state.ts";
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
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", l.platform_id as "platformId",
       p.quantity as published, e.listing_id is not null as "isExposed"
     from listing l left join published_quantity p on p.listing_id = l.id left join exposure e on e.listing_id = l.id
     where l.product_id = any($1::uuid[])`,
    [productIds],
  );
  const published = new Map<string, number>();
  for (const row of rows) if (row.published !== null) published.set(row.id, row.published);
  const hasExposures = rows.some((row) => row.isExposed);
  return { listings: groupBy(rows, (row) => row.productId ?? ""), published, hasExposures };
}

/**
 * The listings that orders name by the platform's id, linked or not, by `listingKey`. Read are only those that are not among
 * the `linked` ones.
 */
export async function loadSoldListings(
  db: Db,
  named: { channelId: string; platformId: string }[],
  linked: ReadonlyMap<string, Listing[]>,
): Promise<Map<string, Listing>> {
  const known = new Map([...linked.values()].flat().map((one) => [keyOf(one), one]));
  const sold = new Map<string, Listing>();
  const unknown = named.filter((one) => {
    const listing = known.get(keyOf(one));
    if (listing) sold.set(keyOf(one), listing);
    return !listing;
  });
  if (unknown.length === 0) return sold;
  const rows = await rowsOf<Listing>(
    db,
    "stock-sold-listings",
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", l.platform_id as "platformId"
     from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id) join listing l using (channel_id, platform_id)`,
    [unknown.map((one) => one.channelId), unknown.map((one) => one.platformId)],
  );
  for (const row of rows) sold.set(keyOf(row), row);
  return sold;
}

function keyOf({ channelId, platformId }: { channelId: string; platformId: string }): string {
  return listingKey(channelId, platformId);
}
