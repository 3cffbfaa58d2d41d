import type { ReportState } from "../connector.ts";
import { requireAddress } from "../http/address.ts";
import { readLines } from "../http/read-lines.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { reportCreatedReply, reportDocumentReply, reportReply } from "./replies.ts";

/** Every listing of the seller in one marketplace, also those that Amazon fulfils and those that are not active. */
const reportType = "GET_MERCHANT_LISTINGS_ALL_DATA";

/** Asks Amazon to make the report of one marketplace. Asked twice it makes two, which does no harm. */
export async function createReport({ client }: Account, marketplaceId: string, signal: AbortSignal): Promise<string> {
  const request = { operation: "createReport", method: "POST", path: "/reports/2021-06-30/reports" } as const;
  const body = { reportType, marketplaceIds: [marketplaceId] };
  const { reportId } = await client.write({ ...request, body, isHarmless: true }, reportCreatedReply, signal);
  return reportId;
}

/** How far a report is. */
export async function lookAtReport(account: Account, reportId: string, signal: AbortSignal): Promise<ReportState> {
  const status = await statusOf(account, reportId, signal);
  switch (status?.processingStatus) {
    case undefined:
      return { kind: "failed", error: `Amazon knows no report ${reportId}` };
    case "IN_QUEUE":
    case "IN_PROGRESS":
      return { kind: "going_on" };
    case "DONE":
      return { kind: "ready" };
    case "CANCELLED":
    case "FATAL":
      return { kind: "failed", error: `Amazon ended report ${reportId} as ${status?.processingStatus}` };
  }
}

/** The lines of a finished report, as they arrive. Throws when it is not finished, or its file is no whole one. */
export async function* reportLines(
  account: Account,
  reportId: string,
  allowHttp: boolean,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const documentId = (await statusOf(account, reportId, signal))?.reportDocumentId;
  if (!documentId) throw new PlatformError(`Amazon's report ${reportId} has no document`);
  const path = `/reports/2021-06-30/documents/${encodeURIComponent(documentId)}`;
  const request = { operation: "getReportDocument", method: "GET", path } as const;
  const place = await account.client.read(request, reportDocumentReply, signal);
  if (place === null) throw new PlatformError(`Amazon knows no document of report ${reportId}`);
  yield* readLines(fileAt(place.url, allowHttp), signal, { isGzipped: place.compressionAlgorithm === "GZIP" });
}

function statusOf({ client }: Account, reportId: string, signal: AbortSignal) {
  const path = `/reports/2021-06-30/reports/${encodeURIComponent(reportId)}`;
  return client.read({ operation: "getReport", method: "GET", path }, reportReply, signal);
}

/** The file is at a host of Amazon's choice. */
function fileAt(url: string, allowHttp: boolean): URL {
  try {
    return requireAddress("address of Amazon's report", url, allowHttp);
  } catch (error) {
    throw new PlatformError(error instanceof Error ? error.message : String(error));
  }
}
