import { type Connector, RateLimited } from "@stockpool/channels";
import {
  endDrifts,
  endRun,
  noteRunDrifts,
  noteRunTrouble,
  type ReconcileRun,
  readRun,
  recordReadings,
} from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { lookAgain, queueJob, reconcileQueueing } from "../queue-job.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { beginWithReport } from "./begin-with-report.ts";
import { judgeDoubts } from "./judge-doubts.ts";
import { NothingRead, type PagesRead, readPages } from "./read-pages.ts";

/** One job works so long; what is left goes to the next, so that a large channel keeps no worker to itself. */
const jobMsMax = 20_000;
/** Pause after trouble that is the platform's. */
const outagePauseMs = 60_000;

export interface ReconcileReport {
  read: number;
  explained: number;
  drifts: number;
  /** Whether the run has read every page. */
  isComplete: boolean;
  againAt: Date | null;
}

/**
 * Goes on with the channel's run, if one is under way: reads live quantities page by page where it broke off, judges what
 * differs, and comes back for what is left. Everything that it knows is in the database: it may die anywhere and run twice.
 */
export async function reconcile(hub: Hub, channel: Channel, signal: AbortSignal): Promise<ReconcileReport> {
  const connector = hub.connectorOf(channel, "background");
  const run = await readRun(hub.pool, channel.id);
  const report: ReconcileReport = { read: 0, explained: 0, drifts: 0, isComplete: run === null, againAt: null };
  try {
    if (run) await readOn(hub, channel, connector, run, report, signal);
    const judged = await judgeDoubts(hub, channel, connector, signal);
    report.explained = judged.explained;
    report.drifts = judged.drifts;
    if (run) await noteRunDrifts(hub.pool, run.id, judged.drifts);
    againAt(report, judged.againAt);
    await endDrifts(hub.pool, channel.id, new Date());
    if (run && report.isComplete && judged.againAt === null) await endRun(hub.pool, run.id, new Date());
  } catch (error) {
    if (!isPlatformTrouble(error) && !(error instanceof NothingRead)) throw error;
    const trouble = describeTrouble(error);
    hub.logger.error({ channel: channel.code, trouble }, "reading live quantities failed");
    if (run) await noteRunTrouble(hub.pool, run.id, trouble, new Date());
    againAt(report, new Date(Date.now() + outagePauseMs));
  }
  await comeBack(hub, channel, report);
  return report;
}

async function readOn(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  run: ReconcileRun,
  report: ReconcileReport,
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + jobMsMax;
  const begin = await beginWithReport(hub, channel, connector, run, signal);
  if (begin.kind === "wait") return againAt(report, begin.until);
  const { readBefore } = begin;
  const readAfter = (before: string | null) => readPages(hub, channel, connector, { before, readBefore }, signal);
  for (let reading: Promise<PagesRead> | null = readAfter(run.after); reading !== null; ) {
    const read: PagesRead = await reading;
    if (read.isEnd) {
      report.isComplete = true;
      return;
    }
    const isEnough = signal.aborted || performance.now() >= until;
    // The next pages are asked for while these are written down.
    reading = read.trouble === null && !isEnough ? aside(readAfter(read.after)) : null;
    if (!(await record(hub, run, read))) break;
    report.read += read.listings.length;
    if (read.trouble) return postpone(report, read.trouble.error);
  }
  againAt(report, new Date());
}

/** Nobody may look at it any more: its failure is no failure then. */
function aside<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** False when the run was begun again meanwhile: what was read counts, but the run is elsewhere. */
async function record(hub: Hub, { id: runId, isResync }: ReconcileRun, read: PagesRead): Promise<boolean> {
  const { before, after, listings } = read;
  if (listings.length === 0) return true;
  const step = { runId, before, after: after ?? "" };
  return (await recordReadings(hub.pool, read, { isResync, step })).isMoved;
}

function postpone(report: ReconcileReport, trouble: unknown): void {
  if (!(trouble instanceof RateLimited)) throw trouble;
  againAt(report, new Date(Date.now() + trouble.retryAfterMs));
}

/** The earlier of what was wanted before and `at`. */
function againAt(report: ReconcileReport, at: Date | null): void {
  if (at !== null && (report.againAt === null || at < report.againAt)) report.againAt = at;
}

async function comeBack(hub: Hub, channel: Channel, { againAt: runAt }: ReconcileReport): Promise<void> {
  if (runAt === null) return;
  const queueing = lookAgain(reconcileQueueing(channel.id), runAt);
  await queueJob(hub.pool, "reconcile", { channelId: channel.id }, { ...queueing, priority: 10 });
}
