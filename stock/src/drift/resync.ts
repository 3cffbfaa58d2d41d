import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";
import { type Refused, refused } from "../outcome.ts";
import { transact } from "../transact.ts";
import { startRun } from "./runs.ts";

/**
 * Has all of a channel's quantities read back and set right soon, whatever its policy is; without a channel, those of all. The
 * reading takes its place within the platform's limits, and shows how far it is.
 */
export async function resync(
  pool: pg.Pool,
  channelId: string | null,
  actor: string,
  at: Date,
): Promise<{ kind: "queued"; channelIds: string[] } | Refused> {
  return transact(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      "select id from channel where removed_at is null and ($1::uuid is null or id = $1) order by id",
      [channelId],
    );
    if (channelId !== null && rows.length === 0)
      return refused("channel_not_found", `there is no channel ${channelId}`);
    for (const { id } of rows) {
      await startRun(tx, id, { actor, isResync: true }, at);
      await tx.query(`select ${addChannelJobSql("reconcile", "reconcile", "$1::uuid")}`, [id]);
    }
    return { kind: "queued", channelIds: rows.map(({ id }) => id) };
  });
}
