import type { Db } from "../query.ts";

/**
 * Queues that what is known of a channel's listings is matched anew, without reading them again: after products or aliases came
 * in. It waits behind an import under way.
 */
export async function queueMatching(db: Db, channelId: string): Promise<void> {
  // Asked twice, as `addChannelJobSql` says.
  const add = `(graphile_worker.add_job('import_listings', json_build_object('channelId', $1::uuid, 'isMatchOnly', true),
    queue_name := 'import:' || $1::uuid, job_key := 'match:' || $1::uuid)).id`;
  await db.query(`select coalesce(${add}, ${add})`, [channelId]);
}
