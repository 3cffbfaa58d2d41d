import { withHolders } from "../load/nesting.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Part } from "../state.ts";
import { intMax, sumSql } from "../sum-sql.ts";
import { velocityDays } from "./measure.ts";

/** Units of each of the last days, the newest first, and for how many of them the thing was on sale. */
export interface Sold {
  days: number[];
  observedDays: number;
}

interface Row {
  listingId: string | null;
  productId: string;
  parts: Part[] | null;
  day: number;
  units: number;
}

const dayMs = 24 * 60 * 60_000;

/**
 * What was ordered of these products in the days before `at`, by listing, and by product with what left inside bundles that hold
 * it now. What was cancelled was not sold; what the platform fulfils itself does not leave the pool.
 */
export async function readSales(
  db: Db,
  productIds: string[],
  at: Date,
): Promise<{ listings: Map<string, Sold>; products: Map<string, Sold> }> {
  const rows = await rowsOf<Row>(db, "velocity-sales", salesSql, [
    [...(await withHolders(db, productIds))],
    new Date(at.getTime() - velocityDays * dayMs),
    at,
  ]);
  const since = await listedSince(db, productIds);
  const listings = new Map<string, Sold>();
  const products = new Map<string, Sold>(productIds.map((id) => [id, { days: noSales(), observedDays: 1 }]));
  for (const [id, listing] of since) {
    listings.set(id, { days: noSales(), observedDays: daysSince(listing.since, at) });
    const product = products.get(listing.productId);
    if (product) product.observedDays = Math.max(product.observedDays, daysSince(listing.since, at));
  }
  for (const { listingId, productId, parts, day, units } of rows) {
    count(listings.get(listingId ?? ""), day, units);
    count(products.get(productId), day, units);
    for (const part of parts ?? []) count(products.get(part.productId), day, units * part.quantity);
  }
  return { listings, products };
}

function count(sold: Sold | undefined, day: number, units: number): void {
  if (!sold) return;
  sold.days[day] = Math.min(intMax, (sold.days[day] ?? 0) + units);
  sold.observedDays = Math.max(sold.observedDays, day + 1);
}

async function listedSince(db: Db, productIds: string[]): Promise<Map<string, { productId: string; since: Date }>> {
  const rows = await rowsOf<{ id: string; productId: string; since: Date }>(
    db,
    "velocity-listed-since",
    `select id, product_id as "productId", created_at as since from listing where product_id = any($1::uuid[])`,
    [productIds],
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

function daysSince(since: Date, at: Date): number {
  return Math.max(1, Math.ceil((at.getTime() - since.getTime()) / dayMs));
}

function noSales(): number[] {
  return Array.from({ length: velocityDays }, () => 0);
}

const salesSql = `
  select line.listing_id as "listingId", line.product_id as "productId", line.parts,
    floor(extract(epoch from $3::timestamptz - o.placed_at) / 86400)::int as day,
    ${sumSql("line.ordered - line.cancelled")} as units
  from order_line line join "order" o on o.id = line.order_id
  where line.product_id = any($1::uuid[]) and o.placed_at > $2 and o.placed_at <= $3
    and o.fulfilled_by = 'merchant' and line.ordered > line.cancelled
  group by line.listing_id, line.product_id, line.parts, day`;
