import type pg from "pg";
import { lockPublished } from "../push/lock-published.ts";
import { transact } from "../transact.ts";
import { isGuaranteedSql, isOnItsWaySql, shownSql } from "./shown.ts";

/** The report that a run begins with. */
export interface RunReport {
  /** The platform's name of it; null: there is none. */
  id: string | null;
  askedAt: Date;
  /** It was read, or given up. */
  isOver: boolean;
}

/** Notes that a report was asked for. False when another process did so first: that one counts. */
export async function noteReportAsked(pool: pg.Pool, runId: string, reportId: string, askedAt: Date): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "drift_report_asked",
    text: `update reconcile_run set report_id = $2, report_asked_at = $3
      where id = $1 and ended_at is null and report_asked_at is null and after_platform_id is null`,
    values: [runId, reportId, askedAt],
  });
  return rowCount === 1;
}

/** Ends a run's report: it was read, or `error` says why it is given up. What it did not confirm is read listing by listing. */
export async function endReport(pool: pg.Pool, runId: string, error: string | null, at: Date): Promise<void> {
  await pool.query({
    name: "drift_report_end",
    text: `update reconcile_run set report_asked_at = coalesce(report_asked_at, $3), report_ended_at = $3, report_error = $2
      where id = $1 and ended_at is null and report_ended_at is null`,
    values: [runId, error, at],
  });
}

/** What a report says of some listings. */
export interface ReportPage {
  channelId: string;
  runId: string;
  askedAt: Date;
  /** It may show what was true so long before it was asked for. */
  ageMsMax: number;
  rows: { platformId: string; quantity: number }[];
}

/**
 * Takes those listings as read that the report shows as expected, and about which nothing has happened since the moment it may
 * be of: no push, no doubt, no open drift. All others, and all that are guaranteed, wait to be read themselves: an old report must neither
 * find nor end anything. Repeated, it counts none twice.
 */
export async function confirmReported(pool: pg.Pool, page: ReportPage): Promise<void> {
  const [platformIds, quantities] = [page.rows.map((row) => row.platformId), page.rows.map((row) => row.quantity)];
  await transact(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>({
      name: "drift_report_find",
      text: findSql,
      values: [page.channelId, platformIds],
    });
    await lockPublished(
      tx,
      rows.map((row) => row.id),
    );
    const quietSince = new Date(page.askedAt.getTime() - page.ageMsMax);
    const { rowCount } = await tx.query({
      name: "drift_report_confirm",
      text: confirmSql,
      values: [page.channelId, platformIds, quantities, page.askedAt, quietSince],
    });
    await tx.query({
      name: "drift_report_count",
      text: "update reconcile_run set read = read + $2, reported = reported + $2 where id = $1 and ended_at is null",
      values: [page.runId, rowCount ?? 0],
    });
  });
}

const findSql = `select id from listing where channel_id = $1 and platform_id = any ($2::text[]) and status = 'linked'`;

const confirmSql = `
  update published_quantity p set live = given.quantity, live_at = $4::timestamptz
  from unnest($2::text[], $3::int[]) as given (platform_id, quantity)
  join listing l on l.channel_id = $1 and l.platform_id = given.platform_id and l.status = 'linked'
  join channel c on c.id = l.channel_id
  where p.listing_id = l.id and ${shownSql} = given.quantity and not ${isOnItsWaySql}
    and (p.live_at is null or p.live_at < $4) and p.missing_since is null
    and (p.confirmed_at is null or p.confirmed_at < $5::timestamptz)
    and not ${isGuaranteedSql}
    and not exists (select from doubt d where d.listing_id = p.listing_id)
    and not exists (select from drift d where d.listing_id = p.listing_id and d.ended_at is null)`;
