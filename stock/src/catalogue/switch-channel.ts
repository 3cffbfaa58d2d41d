import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { queueChannelJob } from "./queue-jobs.ts";

/** What is to change; what is left out stays. */
export interface ChannelSwitch {
  /** False: shadow, where everything is computed and nothing is sent. */
  isLive?: boolean;
  isPaused?: boolean;
}

/** Lets a channel's quantities out, or keeps them back. Whatever waited is pushed as soon as they may leave. */
export async function switchChannel(
  pool: pg.Pool,
  channelId: string,
  { isLive, isPaused }: ChannelSwitch,
  at: Date,
): Promise<{ kind: "switched"; channelId: string } | Refused> {
  return transact(pool, async (tx) => {
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

const switchSql = `
  update channel set
    live_since = case when $2::bool is null then live_since when $2 then least(live_since, $4::timestamptz) end,
    paused_at = case when $3::bool is null then paused_at when $3 then coalesce(paused_at, $4) end
  where id = $1 and removed_at is null
  returning live_since is not null and paused_at is null as "isSending"`;
