import type pg from "pg";

/** A stored message that waits for its work. */
export interface WaitingEvent {
  id: string;
  topic: string;
  body: Uint8Array;
  receivedAt: Date;
  /** How often it failed so far. */
  tries: number;
}

/** Seconds from a message's arrival to its next try, by how often it failed. */
const retrySeconds = [0, 5, 30, 120, 600];

/** A message that failed so often is set aside for a person. */
export const eventTriesMax = retrySeconds.length;

/**
 * A channel's oldest messages that are due: not done, not set aside, and not waiting for their next try. Locks nothing:
 * lock them with `lockEvents` in the transaction that does their work. `except` leaves out those already seen.
 */
export async function readInbox(
  pool: pg.Pool,
  channelId: string,
  limit: number,
  at: Date,
  except: string[] = [],
): Promise<WaitingEvent[]> {
  const { rows } = await pool.query<WaitingEvent>({
    name: "inbox_read",
    text: `
      select id, topic, body, received_at as "receivedAt", tries
      from webhook_event
      where done_at is null and set_aside_at is null and channel_id = $1
        and received_at <= $2::timestamptz - make_interval(secs => ($3::int[])[tries + 1])
        and id not in (select unnest($4::uuid[]))
      order by received_at, id
      limit $5`,
    values: [channelId, at, retrySeconds, except, limit],
  });
  return rows;
}

/** When the first of a channel's waiting messages is due; null when none waits. */
export async function nextDue(pool: pg.Pool, channelId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>({
    name: "inbox_next_due",
    text: `
      select min(received_at + make_interval(secs => ($2::int[])[tries + 1])) as due
      from webhook_event
      where done_at is null and set_aside_at is null and channel_id = $1`,
    values: [channelId, retrySeconds],
  });
  return rows[0]?.due ?? null;
}

/**
 * How many of a channel's messages of one topic are not done, those set aside included: two counts, because each has an index of
 * its own.
 */
export async function countWaiting(pool: pg.Pool, channelId: string, topic: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>({
    name: "inbox_count_waiting",
    text: `
      select (
        select count(*) from webhook_event
        where channel_id = $1 and topic = $2 and done_at is null and set_aside_at is null
      )::int + (
        select count(*) from webhook_event
        where channel_id = $1 and topic = $2 and done_at is null and set_aside_at is not null
      )::int as count`,
    values: [channelId, topic],
  });
  return rows[0]?.count ?? 0;
}

/** The channels that have messages to work on. */
export async function channelsWithEvents(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ channelId: string }>({
    name: "inbox_channels",
    text: `
      select distinct channel_id as "channelId"
      from webhook_event
      where done_at is null and set_aside_at is null`,
  });
  return rows.map((row) => row.channelId);
}
