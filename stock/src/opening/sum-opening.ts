import type pg from "pg";
import { type OpeningRefusal, type OpeningRow, planOpening } from "./plan-opening.ts";

/** What adopting a reading would do: sums, and the first rows of each kind. */
export interface OpeningSums {
  /** Products that would open with stock, and their units. */
  products: number;
  units: number;
  refused: Partial<Record<OpeningRefusal, number>>;
  adoptedRows: OpeningRow[];
  refusedRows: OpeningRow[];
}

const rowsShown = 100;
const chunkMax = 1000;

/** Tries an adoption without changing anything. */
export async function sumOpening(pool: pg.Pool, readingId: string): Promise<OpeningSums> {
  const sums: OpeningSums = { products: 0, units: 0, refused: {}, adoptedRows: [], refusedRows: [] };
  for (let after: string | null = null; ; ) {
    const rows: OpeningRow[] = await planOpening(pool, readingId, after, chunkMax);
    for (const row of rows) add(sums, row);
    const last = rows.at(-1);
    if (!last) return sums;
    after = last.productId;
  }
}

function add(sums: OpeningSums, row: OpeningRow): void {
  if (row.refusal === null) {
    sums.products += 1;
    sums.units += row.onHand;
  } else sums.refused[row.refusal] = (sums.refused[row.refusal] ?? 0) + 1;
  const shown = row.refusal === null ? sums.adoptedRows : sums.refusedRows;
  if (shown.length < rowsShown) shown.push(row);
}
