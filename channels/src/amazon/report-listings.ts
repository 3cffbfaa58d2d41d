import type { CataloguePlace, PlatformListing } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import { pause } from "../http/pause.ts";
import { PlatformError, RateLimited } from "../trouble.ts";
import type { Account } from "./account.ts";
import { type ReportRow, reportRows } from "./report-rows.ts";
import { createReport, lookAtReport, reportLines } from "./reports.ts";

const firstLookMs = 500;
const lookMsMax = 30_000;
/** A report that takes longer is given up: searches read 100 listings a second meanwhile. */
const waitMsMax = 30 * 60_000;
const pageSize = 500;
/** What a search counts, a report made a little earlier or later may not name; one that names less than this part is not whole. */
const wholeShare = 0.95;

/** Whether a reading that broke off was one by report. */
export function isReportPlace({ cursor }: CataloguePlace, index: number): boolean {
  return cursor?.startsWith(`${index} report `) ?? false;
}

/** Asks for a marketplace's report and keeps it at `place`; false when Amazon makes none for this app. */
export async function startReport(
  account: Account,
  place: CataloguePlace,
  { index, marketplaceId, count }: { index: number; marketplaceId: string; count: number },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const reportId = await patiently(() => createReport(account, marketplaceId, signal), signal);
    place.cursor = `${index} report ${count} 0 ${reportId}`;
    return true;
  } catch (error) {
    if (error instanceof RateLimited || !(error instanceof PlatformError)) throw error;
    return false;
  }
}

/** The listings of the report at `place`, in pages. Returns whether it was whole: else the marketplace is not read yet. */
export async function* reportedListings(
  account: Account,
  { allowHttp }: { allowHttp: boolean },
  place: CataloguePlace,
  signal: AbortSignal,
): AsyncGenerator<PlatformListing[], boolean> {
  const [index, , count, skipped, reportId = ""] = (place.cursor ?? "").split(" ");
  let named = 0;
  let page: PlatformListing[] = [];
  try {
    if (!(await untilReady(account, reportId, signal))) return false;
    for await (const row of reportRows(reportLines(account, reportId, allowHttp, signal))) {
      named += 1;
      if (named <= Number(skipped)) continue;
      if (row.isMerchants) page.push(toListing(row));
      if (page.length < pageSize) continue;
      place.cursor = `${index} report ${count} ${named} ${reportId}`;
      yield page;
      page = [];
    }
  } catch (error) {
    // A report that is broken, or was lost, is no reason to read nothing.
    if (error instanceof RateLimited || !(error instanceof PlatformError)) throw error;
    return false;
  }
  if (page.length > 0) yield page;
  return named >= Number(count) * wholeShare;
}

async function untilReady(account: Account, reportId: string, signal: AbortSignal): Promise<boolean> {
  const until = Date.now() + waitMsMax;
  for (let waitMs = firstLookMs; Date.now() < until; waitMs = Math.min(waitMs * 2, lookMsMax)) {
    const state = await patiently(() => lookAtReport(account, reportId, signal), signal);
    if (state.kind === "ready") return true;
    if (state.kind === "failed") return false;
    await pause(waitMs, signal);
  }
  return false;
}

function toListing({ sku, title, barcode }: ReportRow): PlatformListing {
  return { platformId: sku, platformStockId: null, sku, barcode, title };
}
