import { type Db, rowsOf } from "../query.ts";
import { type Listing, listingKey } from "../state.ts";
import { groupBy } from "./levels.ts";

type ListingRow = Listing & { published: number | null };

/** The linked listings of these products, by product, and what each publishes now. */
export async function loadListings(
  db: Db,
  productIds: string[],
): Promise<{ listings: Map<string, Listing[]>; published: Map<string, number> }> {
  const rows = await rowsOf<ListingRow>(
    db,
    "stock-listings",
    `select l.id, l.channel_id as "channelId", l.product_id as "productId", l.platform_id as "platformId",
       p.quantity as published
     from listing l left join published_quantity p on p.listing_id = l.id
     where l.product_id = any($1::uuid[])`,
    [productIds],
  );
  const published = new Map<string, number>();
  for (const row of rows) if (row.published !== null) published.set(row.id, row.published);
  return { listings: groupBy(rows, (row) => row.productId ?? ""), published };
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
