import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";

/** The platform gives its keys ten times an hour at most (bol), so a forged message must not spend that. */
const minutesBetween = 7;

/** Queues a fresh reading of a channel's signature keys, unless there was one, or a failed try, some minutes ago. */
export async function wantSignatureKeys(pool: pg.Pool, channelId: string, at: Date): Promise<void> {
  await pool.query({
    name: "webhooks_want_keys",
    text: `
      select ${addChannelJobSql("ensure_webhooks", "webhooks", "c.id")} from channel c
      left join webhook_watch w on w.channel_id = c.id
      where c.id = $1 and c.removed_at is null
        and coalesce(greatest(w.ensured_at, w.failed_at) < $2::timestamptz - make_interval(mins => $3), true)`,
    values: [channelId, at, minutesBetween],
  });
}
