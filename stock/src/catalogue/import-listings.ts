import type pg from "pg";
import { apply } from "../apply.ts";
import { newId } from "../new-id.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { isGtin, padGtin } from "./gtin.ts";
import { lockLinks } from "./lock-links.ts";
import { ordersToLink } from "./orders-to-link.ts";

/** A listing as its platform shows it. */
export interface FoundListing {
  platformId: string;
  platformStockId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string;
}

/**
 * Stores a page of a channel's listings. One whose barcode belongs to a product is linked and published, and order lines that
 * waited for it reserve; one without a match waits unlinked, until a later call finds one. A link that is there stays, and so
 * does a person's wish to have none. Harmless to repeat.
 */
export async function importListings(
  pool: pg.Pool,
  channelId: string,
  found: FoundListing[],
  at: Date,
): Promise<{ linked: number; unlinked: number }> {
  const page = [...new Map(found.map((listing) => [listing.platformId, listing])).values()];
  return transact(pool, async (tx) => {
    let rows = await findLinks(tx, channelId, page);
    if (rows.some((row) => row.productId)) {
      await lockLinks(tx);
      rows = await findLinks(tx, channelId, page);
    }
    await storeListings(tx, channelId, rows, at);
    const linked = rows.filter((row) => row.productId);
    await publishLinked(tx, channelId, linked, at);
    return { linked: linked.length, unlinked: rows.filter((row) => row.isNew && !row.productId).length };
  });
}

type ListingToStore = FoundListing & {
  isNew: boolean;
  /** The product that it is to be linked with now; null when it stays as it is. */
  productId: string | null;
};

async function findLinks(db: Db, channelId: string, page: FoundListing[]): Promise<ListingToStore[]> {
  const products = await productsByGtin(db, page);
  const known = await readStatuses(db, channelId, page);
  return page.map((listing) => {
    const status = known.get(listing.platformId);
    const mayLink = status === undefined || status === "unlinked" || status === "suggested";
    return { ...listing, isNew: status === undefined, productId: mayLink ? productOf(products, listing) : null };
  });
}

async function readStatuses(db: Db, channelId: string, page: FoundListing[]): Promise<Map<string, string>> {
  const rows = await rowsOf<{ platform_id: string; status: string }>(
    db,
    "listings-statuses",
    "select platform_id, status from listing where channel_id = $1 and platform_id = any($2::text[])",
    [channelId, page.map((listing) => listing.platformId)],
  );
  return new Map(rows.map((row) => [row.platform_id, row.status]));
}

function productOf(products: ReadonlyMap<string, string>, { barcode }: FoundListing): string | null {
  return barcode && isGtin(barcode) ? (products.get(padGtin(barcode)) ?? null) : null;
}

async function productsByGtin(db: Db, found: FoundListing[]): Promise<Map<string, string>> {
  const gtins = found.flatMap(({ barcode }) => (barcode && isGtin(barcode) ? [padGtin(barcode)] : []));
  const rows = await rowsOf<{ gtin14: string; product_id: string }>(
    db,
    "listings-by-gtin",
    "select gtin14, product_id from barcode where gtin14 = any($1::text[])",
    [gtins],
  );
  return new Map(rows.map((row) => [row.gtin14, row.product_id]));
}

async function storeListings(db: Db, channelId: string, rows: ListingToStore[], at: Date): Promise<void> {
  await rowsOf(db, "listings-store", storeSql, [
    channelId,
    rows.map(() => newId()),
    rows.map((row) => row.productId),
    rows.map((row) => row.platformId),
    rows.map((row) => row.platformStockId),
    rows.map((row) => row.sku),
    rows.map((row) => row.barcode),
    rows.map((row) => row.title),
    at,
  ]);
}

const storeSql = `
  insert into listing as l (channel_id, id, product_id, platform_id, platform_stock_id, sku, barcode, title, status, updated_at)
  select $1, n.*, case when n.product_id is null then 'unlinked' else 'linked' end::listing_status, $9
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    as n(id, product_id, platform_id, platform_stock_id, sku, barcode, title)
  on conflict (channel_id, platform_id) do update set platform_stock_id = excluded.platform_stock_id,
    sku = excluded.sku, barcode = excluded.barcode, title = excluded.title, updated_at = excluded.updated_at,
    product_id = coalesce(excluded.product_id, l.product_id),
    status = case when excluded.product_id is null then l.status else 'linked' end`;

async function publishLinked(db: Db, channelId: string, linked: ListingToStore[], at: Date): Promise<void> {
  const productIds = linked.flatMap((row) => row.productId ?? []);
  if (productIds.length === 0) return;
  const platformIds = linked.map((row) => row.platformId);
  const orders = await ordersToLink(db, channelId, platformIds, `channel:${channelId}`);
  const outcomes = await apply(db, [...orders, { verb: "republish", productIds }], at);
  const refusal = outcomes.find((outcome) => outcome.kind === "refused");
  if (refusal) throw new Error(`an order of channel ${channelId} cannot be linked: ${refusal.refusal.message}`);
}
