import { addChannelJobSql } from "../add-job-sql.ts";
import { type Db, rowsOf } from "../query.ts";

/**
 * Queues a push for every channel that waits: while its job waits, further changes join it. The last thing before the commit, and
 * in one order: the job's row stays locked until then, and batches that share a channel would wait for each other.
 */
export async function queuePushes(db: Db, channelIds: string[]): Promise<void> {
  if (channelIds.length === 0) return;
  await rowsOf(
    db,
    "stock-queue-pushes",
    `select ${addChannelJobSql("push_stock", "push", "c.id")} as job
     from (select id from unnest($1::uuid[]) as id order by id) as c`,
    [channelIds],
  );
}
