import type pg from "pg";
import { newId } from "../new-id.ts";
import type { RunReport } from "./report.ts";

/** One reading of all of a channel's live quantities, as far as it came. */
export interface ReconcileRun {
  id: string;
  /** The next page begins after this platform id; null: at the start. */
  after: string | null;
  isResync: boolean;
  /** Linked listings when it began. */
  listings: number;
  /** The report that it begins with; null: none was asked for yet. */
  report: RunReport | null;
}

/** Who asks for a reading. `actor` null: the clock. */
export interface RunWish {
  actor: string | null;
  /** The hub's numbers are written whatever the channel's policy is. */
  isResync: boolean;
}

/**
 * Begins a reading of the channel, unless one is under way: that one goes on, and begins again from the start when a person asks
 * for a resync. False when the channel does not exist or was removed.
 */
export async function startRun(
  db: Pick<pg.Pool, "query">,
  channelId: string,
  { actor, isResync }: RunWish,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "drift_start_run",
    text: `
      insert into reconcile_run as r (id, channel_id, actor, is_resync, started_at, listings)
      select $1, c.id, $3, $4, $5, (select count(*)::int from listing where channel_id = c.id and status = 'linked')
      from channel c where c.id = $2 and c.removed_at is null
      on conflict (channel_id) where ended_at is null do update set
        actor = case when excluded.is_resync then excluded.actor else r.actor end,
        is_resync = r.is_resync or excluded.is_resync,
        after_platform_id = case when excluded.is_resync and not r.is_resync then null else r.after_platform_id end,
        read = case when excluded.is_resync and not r.is_resync then 0 else r.read end,
        reported = case when excluded.is_resync and not r.is_resync then 0 else r.reported end`,
    values: [newId(), channelId, actor, isResync, at],
  });
  return rowCount === 1;
}

/** The channel's reading that is under way; null when none is. */
export async function readRun(pool: pg.Pool, channelId: string): Promise<ReconcileRun | null> {
  const { rows } = await pool.query<RunRow>({
    name: "drift_read_run",
    text: `select id, after_platform_id as after, is_resync as "isResync", listings, report_id as "reportId",
        report_asked_at as "askedAt", report_ended_at is not null as "isOver"
      from reconcile_run where channel_id = $1 and ended_at is null`,
    values: [channelId],
  });
  const [row] = rows;
  if (!row) return null;
  const { reportId, askedAt, isOver, ...run } = row;
  return { ...run, report: askedAt && { id: reportId, askedAt, isOver } };
}

interface RunRow extends Omit<ReconcileRun, "report"> {
  reportId: string | null;
  askedAt: Date | null;
  isOver: boolean;
}

/** The reading has read every page and judged what it found. */
export async function endRun(pool: pg.Pool, runId: string, at: Date): Promise<void> {
  await pool.query({
    name: "drift_end_run",
    text: `update reconcile_run set ended_at = greatest($2, started_at), error = null, failed_at = null
      where id = $1 and ended_at is null`,
    values: [runId, at],
  });
}

/** Notes a trouble; the reading goes on later where it broke off. `error` holds no secret. */
export async function noteRunTrouble(pool: pg.Pool, runId: string, error: string, at: Date): Promise<void> {
  await pool.query({
    name: "drift_note_trouble",
    text: "update reconcile_run set error = $2, failed_at = $3 where id = $1 and ended_at is null",
    values: [runId, error, at],
  });
}

/** Channels whose next reading is due, one of theirs is under way, or a reading waits to be judged. */
export async function channelsToReconcile(pool: pg.Pool, at: Date): Promise<{ channelId: string; isDue: boolean }[]> {
  const { rows } = await pool.query<{ channelId: string; isDue: boolean }>({
    name: "drift_channels",
    text: `
      select c.id as "channelId", last.ended_at is not null and due.is_due or last.id is null as "isDue"
      from channel c
      left join lateral (
        select id, started_at, ended_at from reconcile_run where channel_id = c.id order by started_at desc limit 1
      ) as last on true
      cross join lateral (
        select last.started_at <= $1::timestamptz - make_interval(mins => c.reconcile_minutes, secs => -5) as is_due
      ) as due
      -- Systems of one's own cannot be asked what they show.
      where c.removed_at is null and c.platform not in ('portal', 'pos') and (
        last.id is null or last.ended_at is null or due.is_due
        or exists (select from doubt where channel_id = c.id)
      )`,
    values: [at],
  });
  return rows;
}

/** Adds drifts that a reading brought to light. */
export async function noteRunDrifts(pool: pg.Pool, runId: string, drifts: number): Promise<void> {
  if (drifts === 0) return;
  await pool.query({
    name: "drift_note_drifts",
    text: "update reconcile_run set drifts = drifts + $2 where id = $1",
    values: [runId, drifts],
  });
}
