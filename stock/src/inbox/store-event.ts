import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";

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
 * Stores a message and queues its channel's inbox in one statement: after `stored` it cannot be lost, whatever dies.
 * A second delivery of the same event changes nothing.
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
  return rowCount === 0 ? "repeated" : "stored";
}

const storeEventSql = `
  with stored as (
    insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (channel_id, platform_event_id) do nothing
    returning channel_id
  )
  select ${addChannelJobSql("process_inbox", "inbox", "stored.channel_id")} as job_id from stored`;
