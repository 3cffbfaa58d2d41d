import type { ReportedQuantity, ReportState } from "../connector.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { reportRows } from "./report-rows.ts";
import { createReport, lookAtReport, reportLines } from "./reports.ts";

const pageSize = 1_000;

/** Asks for a report of each marketplace; what is answered names them all. */
export async function askReport(account: Account, signal: AbortSignal): Promise<string> {
  const ids: string[] = [];
  for (const marketplaceId of account.marketplaceIds) ids.push(await createReport(account, marketplaceId, signal));
  return ids.join(" ");
}

/** Ready when all are; failed when one is. */
export async function lookAtReports(account: Account, reference: string, signal: AbortSignal): Promise<ReportState> {
  for (const id of idsOf(reference)) {
    const state = await lookAtReport(account, id, signal);
    if (state.kind !== "ready") return state;
  }
  return { kind: "ready" };
}

/** What the reports say of listings that the merchant ships. One whose quantity they do not tell is left out. */
export async function* readReports(
  account: Account,
  reference: string,
  allowHttp: boolean,
  signal: AbortSignal,
): AsyncGenerator<ReportedQuantity[]> {
  for (const id of idsOf(reference)) {
    let page: ReportedQuantity[] = [];
    for await (const { sku, quantity } of reportRows(reportLines(account, id, allowHttp, signal))) {
      if (quantity !== null) page.push({ platformId: sku, quantity });
      if (page.length < pageSize) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }
}

function idsOf(reference: string): string[] {
  const ids = reference.split(" ").filter((id) => /^[\w.-]+$/.test(id));
  if (ids.length === 0) throw new PlatformError(`"${reference}" names no report of Amazon's`);
  return ids;
}
