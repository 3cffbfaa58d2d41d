import { type Connector, PlatformError, RateLimited } from "@stockpool/channels";
import { confirmReported, endReport, noteReportAsked, type ReconcileRun } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { describeTrouble } from "../trouble.ts";

/** A report that takes longer is given up. */
const waitMsMax = 30 * 60_000;
/** A report is looked at after a quarter of the time that it took so far, within these bounds. */
const lookMs = { min: 1_000, max: 30_000 };

/** Where the run goes on. */
export type Begin =
  | { kind: "wait"; until: Date }
  /** Listing by listing; with `readBefore`, those that were last read before it. */
  | { kind: "read"; readBefore: Date | null };

/**
 * Has a platform that can do so make a report of very many listings first, and takes those as read that it confirms. Whatever is
 * wrong with the report, the run goes on without it: what it does not confirm is read listing by listing.
 */
export async function beginWithReport(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  run: ReconcileRun,
  signal: AbortSignal,
): Promise<Begin> {
  const reporter = reporterOf(connector, run);
  if (!reporter) return { kind: "read", readBefore: null };
  const { report } = run;
  if (report?.isOver) return { kind: "read", readBefore: report.id === null ? null : report.askedAt };
  try {
    if (!report) return await ask(hub, reporter, run, signal);
    if (report.id === null) return { kind: "read", readBefore: null };
    return await goOn(hub, channel, reporter, run, { id: report.id, askedAt: report.askedAt }, signal);
  } catch (error) {
    if (error instanceof RateLimited) return { kind: "wait", until: new Date(Date.now() + error.retryAfterMs) };
    if (!(error instanceof PlatformError)) throw error;
    return giveUp(hub, channel, run, describeTrouble(error));
  }
}

type Reporter = Required<Pick<Connector, "askReport" | "lookAtReport" | "readReport" | "reportAgeMsMax">>;

function reporterOf(connector: Connector, { listings, after, report, isResync }: ReconcileRun): Reporter | null {
  const { askReport, lookAtReport, readReport, reportFrom, reportAgeMsMax } = connector;
  if (!askReport || !lookAtReport || !readReport || reportFrom === undefined || reportAgeMsMax === undefined)
    return null;
  // A run that is on its way already goes on as it began; a person who wants all set right wants no old report.
  const isForReport = !isResync && (report !== null || (after === null && listings >= reportFrom));
  return isForReport ? { askReport, lookAtReport, readReport, reportAgeMsMax } : null;
}

async function ask(hub: Hub, { askReport }: Reporter, run: ReconcileRun, signal: AbortSignal): Promise<Begin> {
  const askedAt = new Date();
  const reference = await askReport(signal);
  await noteReportAsked(hub.pool, run.id, reference, askedAt);
  return { kind: "wait", until: new Date(Date.now() + lookMs.min) };
}

async function goOn(
  hub: Hub,
  channel: Channel,
  { lookAtReport, readReport, reportAgeMsMax: ageMsMax }: Reporter,
  run: ReconcileRun,
  { id, askedAt }: { id: string; askedAt: Date },
  signal: AbortSignal,
): Promise<Begin> {
  const state = await lookAtReport(id, signal);
  if (state.kind === "failed") return giveUp(hub, channel, run, state.error);
  if (state.kind === "going_on") {
    const tookMs = Date.now() - askedAt.getTime();
    if (tookMs > waitMsMax) return giveUp(hub, channel, run, `report ${id} was not made within ${waitMsMax} ms`);
    return { kind: "wait", until: new Date(Date.now() + Math.min(lookMs.max, Math.max(lookMs.min, tookMs / 4))) };
  }
  for await (const rows of readReport(id, signal)) {
    await confirmReported(hub.pool, { channelId: channel.id, runId: run.id, askedAt, ageMsMax, rows });
  }
  await endReport(hub.pool, run.id, null, new Date());
  return { kind: "read", readBefore: askedAt };
}

/** What it confirmed before it broke off was true, and stays read. */
async function giveUp(hub: Hub, channel: Channel, run: ReconcileRun, error: string): Promise<Begin> {
  hub.logger.warn({ channel: channel.code, trouble: error }, "report of live quantities given up");
  await endReport(hub.pool, run.id, error, new Date());
  return { kind: "read", readBefore: run.report?.id ? run.report.askedAt : null };
}
