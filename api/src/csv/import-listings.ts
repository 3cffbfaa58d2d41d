import {
  changeListings,
  findListingRows,
  findProductsBySku,
  type ListingRow,
  type ListingWish,
  nameOfRow,
  type Refusal,
  wishesMax,
  wishOfRow,
} from "@stockpool/stock";
import type pg from "pg";
import type { FileRow } from "./parse-listings.ts";

/** What a line of the file does, or did. */
export interface RowReport {
  line: number;
  channel: string;
  platformId: string;
  title: string | null;
  /** How the listing is, or was before. */
  status: string | null;
  productSku: string | null;
  wish: ListingWish["kind"] | null;
  wantedSku: string | null;
  packSize: number | null;
  /** Null: nothing speaks against it. */
  refusal: Refusal | null;
  /** True once it was done; false in a preview. */
  isChanged: boolean;
}

export interface FileReport {
  isPreview: boolean;
  /** Lines of the file. */
  rows: number;
  changes: number;
  refused: number;
  actId: string | null;
  /** Lines that change something or are refused. */
  reports: RowReport[];
}

type Planned = { report: RowReport; wish: ListingWish | null };

/** Says what a file would do to the listings, line by line, or does it: as one act, which can be undone. */
export async function importListingsFile(
  pool: pg.Pool,
  rows: FileRow[],
  act: { key: string; actor: string; isPreview: boolean },
): Promise<FileReport | Refusal> {
  const planned = await plan(pool, rows);
  const wishes = planned.flatMap(({ wish }) => wish ?? []);
  if (wishes.length > wishesMax) {
    const message = `a file may change ${wishesMax} listings at once, this one changes ${wishes.length}: import it in parts`;
    return { code: "quantity_out_of_range", message };
  }
  const report = (actId: string | null): FileReport => {
    const reports = planned.map((one) => one.report).filter(({ wish, refusal }) => wish !== null || refusal !== null);
    const refused = reports.filter(({ refusal }) => refusal !== null).length;
    return { isPreview: act.isPreview, rows: rows.length, changes: reports.length - refused, refused, actId, reports };
  };
  if (act.isPreview || wishes.length === 0) return report(null);
  // The wishes of a file that is sent again depend on what it did before: its lines are what the key stands for.
  const changed = await changeListings(pool, { ...act, wishes, asked: rows }, new Date());
  if (changed.kind === "refused") return changed.refusal;
  const results = new Map(changed.results.map((result) => [result.listingId, result]));
  for (const { report: row, wish } of planned) {
    const result = wish && results.get(wish.listingId);
    row.isChanged = result?.kind === "changed";
    if (result?.kind === "refused") row.refusal = result.refusal;
  }
  return report(changed.actId);
}

async function plan(pool: pg.Pool, rows: FileRow[]): Promise<Planned[]> {
  const listings = await findListingRows(pool, rows);
  const products = await findProductsBySku(
    pool,
    rows.map(({ productSku }) => productSku),
  );
  const seen = new Set<string>();
  return rows.map((row) => {
    const name = nameOfRow(row);
    const listing = listings.get(name);
    if (seen.has(name))
      return refusedRow(row, listing, { code: "changed_since", message: "this listing is in the file twice" });
    seen.add(name);
    const wish = wishOfRow(row, listing, products);
    if (wish.kind === "refused") return refusedRow(row, listing, wish.refusal);
    if (wish.kind === "nothing") return { report: reportOf(row, listing, null, null), wish: null };
    return { report: reportOf(row, listing, wish, null), wish };
  });
}

function refusedRow(row: FileRow, listing: ListingRow | undefined, refusal: Refusal): Planned {
  return { report: reportOf(row, listing, null, refusal), wish: null };
}

function reportOf(
  { line, channel, platformId, productSku }: FileRow,
  listing: ListingRow | undefined,
  wish: ListingWish | null,
  refusal: Refusal | null,
): RowReport {
  const wantedSku = wish?.kind === "accept" ? (listing?.suggestedSku ?? null) : productSku || null;
  return {
    ...{ line, channel, platformId, refusal, isChanged: false },
    title: listing?.title ?? null,
    status: listing?.status ?? null,
    productSku: listing?.productSku ?? null,
    wish: wish?.kind ?? null,
    wantedSku: wish?.kind === "link" || wish?.kind === "accept" ? wantedSku : null,
    packSize: wish?.kind === "link" ? (wish.packSize ?? 1) : (listing?.packSize ?? null),
  };
}
