import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";

export interface MappingPolicy {
  channelId: string;
  /** True: an exact barcode of its own links a listing at once; else it is suggested. */
  linksAtOnce?: boolean | undefined;
  /** Switching on asks for a second yes above this percentage of listings that would show 0. */
  zeroPercentMax?: number | undefined;
}

/** Sets how a channel's listings are matched, and how careful switching on is; what is left out stays. */
export async function setMappingPolicy(
  pool: pg.Pool,
  { channelId, linksAtOnce, zeroPercentMax }: MappingPolicy,
): Promise<{ kind: "policy_set" } | Refused> {
  const isPercent =
    zeroPercentMax === undefined || (Number.isInteger(zeroPercentMax) && zeroPercentMax >= 0 && zeroPercentMax <= 100);
  if (!isPercent) return refused("quantity_out_of_range", `zeroPercentMax must be 0–100, got ${zeroPercentMax}`);
  const { rowCount } = await pool.query(
    `update channel set links_at_once = coalesce($2, links_at_once), zero_percent_max = coalesce($3, zero_percent_max)
     where id = $1 and removed_at is null`,
    [channelId, linksAtOnce ?? null, zeroPercentMax ?? null],
  );
  return rowCount === 1 ? { kind: "policy_set" } : refused("channel_not_found", `there is no channel ${channelId}`);
}
