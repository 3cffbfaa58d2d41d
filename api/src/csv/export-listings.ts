import { type ListingRow, readListingRows } from "@stockpool/stock";
import { stringify } from "csv-stringify/sync";
import type pg from "pg";

/** The columns of the file, in their order. */
export const columns = [
  "channel",
  "platform_id",
  "title",
  "sku",
  "barcode",
  "status",
  "product_sku",
  "pack_size",
  "suggested_sku",
  "reason",
  "confidence",
  "vanished_at",
] as const;

const pageSize = 1000;

/** All listings as CSV, page by page as they are fetched. Cells that a spreadsheet would take for a formula are escaped. */
export function exportListings(
  pool: pg.Pool,
  filter: { channelId: string | null; status: string | null },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: ListingRow | null = null;
  return new ReadableStream({
    start(controller) {
      // Without the mark Excel takes the file for another encoding.
      controller.enqueue(encoder.encode(`\ufeff${stringify([[...columns]])}`));
    },
    async pull(controller) {
      const rows: ListingRow[] = await readListingRows(pool, { ...filter, after, limit: pageSize });
      after = rows.at(-1) ?? null;
      if (rows.length > 0) controller.enqueue(encoder.encode(linesOf(rows)));
      if (rows.length < pageSize) controller.close();
    },
  });
}

function linesOf(rows: ListingRow[]): string {
  return stringify(
    rows.map((row) => [
      ...[row.channel, row.platformId, row.title, row.sku, row.barcode, row.status, row.productSku, row.packSize],
      ...[row.suggestedSku, row.reason, row.confidence, row.vanishedAt?.toISOString()],
    ]),
    { escape_formulas: true },
  );
}
