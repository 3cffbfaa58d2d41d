import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import type { DriftPolicy } from "./treat.ts";

/** How a channel's live quantities are watched; what is left out stays. */
export interface ReconcileSetting {
  /** Minutes from one reading to the next: 1–1,440. */
  minutes?: number;
  policy?: DriftPolicy;
}

const minutesMax = 1_440;

/** Changes how a channel's live quantities are watched. Drifts that are open stay as they are. */
export async function setReconcile(
  pool: pg.Pool,
  channelId: string,
  { minutes, policy }: ReconcileSetting,
): Promise<{ kind: "set"; channelId: string } | Refused> {
  if (minutes !== undefined && (!Number.isInteger(minutes) || minutes < 1 || minutes > minutesMax)) {
    return refused("quantity_out_of_range", `minutes must be 1–${minutesMax}, got ${minutes}`);
  }
  const { rowCount } = await pool.query(
    `update channel set reconcile_minutes = coalesce($2, reconcile_minutes),
       drift_policy = coalesce($3::drift_policy, drift_policy)
     where id = $1 and removed_at is null`,
    [channelId, minutes ?? null, policy ?? null],
  );
  return rowCount === 1 ? { kind: "set", channelId } : refused("channel_not_found", `there is no channel ${channelId}`);
}
