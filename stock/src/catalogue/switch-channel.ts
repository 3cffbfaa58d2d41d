import type pg from "pg";
import { needsSecondYes, readLivePreview } from "../opening/live-preview.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { queueChannelJob } from "./queue-jobs.ts";

/** What is to change; what is left out stays. */
export interface ChannelSwitch {
  /** False: shadow, where everything is computed and nothing is sent. */
  isLive?: boolean;
  isPaused?: boolean;
  /** A second yes: switching on may show 0 on more listings than the channel allows by itself. */
  mayZero?: boolean;
}

/**
 * Lets a channel's quantities out, or keeps them back. Whatever waited is pushed as soon as they may leave. Switching on out of
 * shadow is refused while too many listings would show 0, until a second yes.
 */
export async function switchChannel(
  pool: pg.Pool,
  channelId: string,
  { isLive, isPaused, mayZero = false }: ChannelSwitch,
  at: Date,
): Promise<{ kind: "switched"; channelId: string } | Refused> {
  return transact(pool, async (tx) => {
    const refusal = isLive && !mayZero ? await refuseZeroing(tx, channelId) : null;
    if (refusal) return refusal;
    const { rows } = await tx.query<{ isSending: boolean }>(switchSql, [
      channelId,
      isLive ?? null,
      isPaused ?? null,
      at,
    ]);
    const [channel] = rows;
    if (!channel) return refused("channel_not_found", `there is no channel ${channelId}`);
    if (channel.isSending) await queueChannelJob(tx, "push_stock", channelId);
    return { kind: "switched", channelId };
  });
}

/** A channel that is live already shows what it shows. */
async function refuseZeroing(tx: pg.PoolClient, channelId: string): Promise<Refused | null> {
  const { rows } = await tx.query("select from channel where id = $1 and live_since is null for update", [channelId]);
  const preview = rows.length > 0 ? await readLivePreview(tx, channelId) : null;
  if (!preview || !needsSecondYes(preview)) return null;
  const { listings, zeroed, zeroPercentMax } = preview;
  return refused(
    "too_many_zeroed",
    `at most ${zeroPercentMax}% of the listings may show 0 without a second yes, and ${zeroed} of ${listings} would`,
  );
}

const switchSql = `
  update channel set
    live_since = case when $2::bool is null then live_since when $2 then least(live_since, $4::timestamptz) end,
    paused_at = case when $3::bool is null then paused_at when $3 then coalesce(paused_at, $4) end
  where id = $1 and removed_at is null
  returning live_since is not null and paused_at is null as "isSending"`;
