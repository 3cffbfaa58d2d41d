import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { nowMs } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { World } from "../world.ts";
import { problem, success } from "./problem.ts";
import { listingsReport } from "./report-text.ts";
import type { Report, Seller } from "./seller.ts";

const reportType = "GET_MERCHANT_LISTINGS_ALL_DATA";

const specification = z.object({ reportType: z.string(), marketplaceIds: z.array(z.string()).min(1).max(25) });

/** `POST /reports/2021-06-30/reports`: made later, of what is known now or was not long ago. */
export function createReport(world: World, seller: Seller, body: unknown): Answer {
  const parsed = specification.safeParse(body);
  if (!parsed.success) return problem(400, "InvalidInput", z.prettifyError(parsed.error));
  const { marketplaceIds } = parsed.data;
  if (parsed.data.reportType !== reportType) {
    return problem(400, "InvalidInput", `the sandbox makes no report ${parsed.data.reportType}`);
  }
  world.ids.used += 1;
  const reportId = String(60_000_000_000 + world.ids.used);
  const report: Report = { reportId, createdAt: nowMs(), status: "IN_QUEUE", marketplaceIds, documentId: null };
  seller.reports.set(reportId, report);
  const { reportMs, reportsEndAs } = seller.settings;
  const text = textOf(seller);
  void sleep(reportMs / 2, undefined, { ref: false }).then(() => {
    report.status = "IN_PROGRESS";
  });
  void sleep(reportMs, undefined, { ref: false }).then(() => {
    if (reportsEndAs === "DONE") report.documentId = store(seller, text);
    report.status = reportsEndAs;
  });
  return success(202, { reportId });
}

/** Amazon gives a report again that it made not long ago, with what was true then. */
function textOf(seller: Seller): string {
  const { reportCacheMs } = seller.settings;
  const now = nowMs();
  if (seller.lastReport === null || now - seller.lastReport.madeAt >= reportCacheMs) {
    seller.lastReport = { madeAt: now, text: listingsReport(seller) };
  }
  return seller.lastReport.text;
}

function store(seller: Seller, text: string): string {
  const documentId = `amzn1.spdoc.1.4.eu.${randomUUID()}`;
  const { reportCharset, reportIsZipped } = seller.settings;
  const bytes = Buffer.from(text, reportCharset === "UTF-8" ? "utf8" : "latin1");
  seller.reportDocuments.set(documentId, {
    bytes: reportIsZipped ? gzipSync(bytes) : bytes,
    contentType: `text/plain; charset=${reportCharset}`,
    isZipped: reportIsZipped,
  });
  return documentId;
}

/** `GET /reports/2021-06-30/reports/{reportId}` */
export function getReport(seller: Seller, reportId: string): Answer {
  const report = seller.reports.get(reportId);
  if (!report) return problem(404, "NotFound", `The report ${reportId} was not found.`);
  return success(200, {
    ...{ reportId, reportType, marketplaceIds: report.marketplaceIds, processingStatus: report.status },
    createdTime: new Date(report.createdAt).toISOString(),
    ...(report.documentId !== null && { reportDocumentId: report.documentId }),
  });
}

/** `GET /reports/2021-06-30/documents/{reportDocumentId}`: where it is to be fetched. */
export function getReportDocument(seller: Seller, origin: string, reportDocumentId: string): Answer {
  const found = seller.reportDocuments.get(reportDocumentId);
  if (!found) return problem(404, "NotFound", `The document ${reportDocumentId} was not found.`);
  const url = `${origin}/amazon/${seller.handle}/reports-bucket/${reportDocumentId}`;
  return success(200, { reportDocumentId, url, ...(found.isZipped && { compressionAlgorithm: "GZIP" }) });
}

/** `GET` of a report's own address. */
export function downloadReport(seller: Seller, reportDocumentId: string): Answer {
  const found = seller.reportDocuments.get(reportDocumentId);
  if (!found) return { status: 403, headers: {}, body: null };
  return { status: 200, headers: { "content-type": found.contentType }, body: found.bytes };
}
