import { newId } from "../new-id.ts";
import { type Db, rowsOf } from "../query.ts";
import { isStorableId, storableId, storableIfTold } from "../storable.ts";

/** A listing as its platform shows it. */
export interface FoundListing {
  platformId: string;
  platformStockId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string;
}

/** What became of what a platform listed. */
export interface StoredListings {
  /** Each named once. */
  platformIds: string[];
  /** Ids that no database can hold: their listings are left out, because under another id they would be others. */
  unnameable: string[];
}

/**
 * Stores what a platform says of its listings; new ones wait unlinked. Nothing is said of their links. `seenAt` is when the reading
 * began: whoever was not seen by its end has vanished. A strange listing holds up no other.
 */
export async function storeListings(
  db: Db,
  channelId: string,
  found: FoundListing[],
  seenAt: Date,
): Promise<StoredListings> {
  const nameable = found.filter(({ platformId }) => isStorableId(platformId));
  // In one order, so that two readings that meet do not wait for each other in a circle.
  const rows = [...new Map(nameable.map((one) => [one.platformId, one])).values()].sort((a, b) =>
    a.platformId < b.platformId ? -1 : 1,
  );
  const platformIds = rows.map((row) => row.platformId);
  await rowsOf(db, "mapping-store", storeSql, [
    channelId,
    rows.map(() => newId()),
    platformIds,
    rows.map((row) => storableId(row.platformStockId)),
    rows.map((row) => storableIfTold(row.sku)),
    rows.map((row) => codeOf(row.barcode)),
    rows.map((row) => storableIfTold(row.title) ?? row.platformId),
    seenAt,
  ]);
  const unnameable = found.map(({ platformId }) => platformId).filter((id) => !isStorableId(id));
  return { platformIds, unnameable };
}

/** No barcode is longer, and an index must hold it. */
const barcodeLengthMax = 200;

function codeOf(barcode: string | null): string | null {
  return barcode !== null && barcode.length <= barcodeLengthMax ? storableIfTold(barcode) : null;
}

const storeSql = `
  insert into listing as l (channel_id, id, platform_id, platform_stock_id, sku, barcode, title, status, seen_at, updated_at)
  select $1, n.*, 'unlinked', $8, $8
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as n(id, platform_id, platform_stock_id, sku, barcode, title)
  on conflict (channel_id, platform_id) do update set platform_stock_id = excluded.platform_stock_id,
    sku = excluded.sku, barcode = excluded.barcode, title = excluded.title,
    seen_at = greatest(l.seen_at, excluded.seen_at), vanished_at = null, updated_at = excluded.updated_at`;
