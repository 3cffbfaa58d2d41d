import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";
import { commitSoonSql } from "../commit-soon.ts";

/** One verified message of a platform, as it came in. */
export interface IncomingEvent {
  id: string;
  channelId: string;
  /** The platform's own id of the event: a second delivery has the same. */
  platformEventId: string;
  topic: string;
  headers: Record<string, string>;
  body: Uint8Array;
  receivedAt: Date;
}

/**
 * Stores a message, then wakes its channel's inbox: after `stored` it cannot be lost, whatever dies. A second delivery of the same
 * event stores nothing. Waking is a commit of its own that need not reach the disk: many messages wake one inbox, and would wait
 * for each other; the clock wakes those that nobody woke.
 */
export async function storeEvent(pool: pg.Pool, event: IncomingEvent): Promise<"stored" | "repeated"> {
  const { rowCount } = await pool.query({
    name: "inbox_store_event",
    text: storeEventSql,
    values: [
      event.id,
      event.channelId,
      event.platformEventId,
      event.topic,
      JSON.stringify(event.headers),
      event.body,
      event.receivedAt,
    ],
  });
  await pool.query({ name: "inbox_wake", text: wakeSql, values: [event.channelId] });
  return rowCount === 0 ? "repeated" : "stored";
}

const storeEventSql = `
  insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (channel_id, platform_event_id) do nothing`;

// A job that waits here was not taken when the message was there already, so it will find it.
const wakeSql = `
  select ${addChannelJobSql("process_inbox", "inbox", "$1::uuid")} as job_id, ${commitSoonSql}
  where not exists (
    select from graphile_worker.jobs
    where key = 'inbox:' || $1::uuid and locked_at is null and run_at <= now() and attempts < max_attempts
  )`;
