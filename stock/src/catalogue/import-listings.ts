import type pg from "pg";
import { apply } from "../apply.ts";
import { newId } from "../new-id.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { isGtin, padGtin } from "./gtin.ts";

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
 * waited for it reserve; one without a match waits unlinked, and is linked by a later call when there is one. A listing that a
 * person or an earlier call linked, or that a person wants no link for, stays so. Harmless to repeat.
 */
export async function importListings(
  pool: pg.Pool,
  channelId: string,
  found: FoundListing[],
  at: Date,
): Promise<{ linked: number; unlinked: number }> {
  const page = [...new Map(found.map((listing) => [listing.platformId, listing])).values()];
  return transact(pool, async (tx) => {
    const isNews = (await findLinks(tx, channelId, page)).some((row) => row.isLinkedNow);
    if (isNews) await lockLinks(tx);
    const rows = isNews ? await findLinks(tx, channelId, page) : await findLinks(tx, channelId, page, "no links");
    await storeListings(tx, channelId, rows, at);
    const linked = rows.filter((row) => row.isLinkedNow);
    await publishLinked(tx, channelId, linked, at);
    return { linked: linked.length, unlinked: rows.filter((row) => row.isNew && !row.isLinkedNow).length };
  });
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

/** Returns the listings that are new here. */
async function storeListings(
  db: Db,
  channelId: string,
  rows: (FoundListing & { productId: string | null })[],
  at: Date,
): Promise<{ product_id: string | null }[]> {
  return rowsOf(db, "listings-store", storeSql, [
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
  with stored as (
    insert into listing as l (channel_id, id, product_id, platform_id, platform_stock_id, sku, barcode, title, status, updated_at)
    select $1, n.*, case when n.product_id is null then 'unlinked' else 'linked' end::listing_status, $9
    from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      as n(id, product_id, platform_id, platform_stock_id, sku, barcode, title)
    on conflict (channel_id, platform_id) do update set platform_stock_id = excluded.platform_stock_id,
      sku = excluded.sku, barcode = excluded.barcode, title = excluded.title, updated_at = excluded.updated_at
    returning l.product_id, (xmax = 0) as is_new
  )
  select product_id from stored where is_new`;
