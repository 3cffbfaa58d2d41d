import type pg from "pg";
import { eventTriesMax } from "./read-inbox.ts";

/**
 * Locks those of the messages that still wait and that no other worker is at, until `tx` ends, and returns their ids.
 * Whoever holds the lock applies and finishes in the same transaction, so no message takes effect twice.
 */
export async function lockEvents(tx: pg.PoolClient, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({
    name: "inbox_lock_events",
    text: `
      select id from webhook_event
      where id = any ($1::uuid[]) and done_at is null and set_aside_at is null
      for update skip locked`,
    values: [ids],
  });
  return new Set(rows.map((row) => row.id));
}

/** Marks messages as done; `note` says why one was done without work. */
export async function finishEvents(
  db: pg.Pool | pg.PoolClient,
  events: { id: string; note: string | null }[],
  at: Date,
): Promise<void> {
  await db.query({
    name: "inbox_finish_events",
    text: `
      update webhook_event e set done_at = $3, error = given.note
      from unnest($1::uuid[], $2::text[]) as given (id, note)
      where e.id = given.id and e.done_at is null`,
    values: [events.map((event) => event.id), events.map((event) => event.note), at],
  });
}

/** Sets messages aside at once: what they say can never be applied, and a person must see it. */
export async function setAsideEvents(
  db: pg.Pool | pg.PoolClient,
  events: { id: string; error: string }[],
  at: Date,
): Promise<void> {
  await db.query({
    name: "inbox_set_aside_events",
    text: `
      update webhook_event e set set_aside_at = $3, tries = e.tries + 1, error = given.error
      from unnest($1::uuid[], $2::text[]) as given (id, error)
      where e.id = given.id and e.done_at is null`,
    values: [events.map((event) => event.id), events.map((event) => event.error), at],
  });
}

/** Counts one failed try of a message; the last one sets it aside. Says which of the two happened. */
export async function failEvent(pool: pg.Pool, id: string, error: string, at: Date): Promise<"waits" | "set_aside"> {
  const { rows } = await pool.query<{ isSetAside: boolean }>({
    name: "inbox_fail_event",
    text: `
      update webhook_event
      set tries = tries + 1, error = $2, set_aside_at = case when tries + 1 >= $4 then $3::timestamptz end
      where id = $1 and done_at is null and set_aside_at is null
      returning set_aside_at is not null as "isSetAside"`,
    values: [id, error, at, eventTriesMax],
  });
  return rows[0]?.isSetAside ? "set_aside" : "waits";
}

/** Gives messages that were set aside all their tries again, and returns the channels whose inbox must be worked. */
export async function replayEvents(pool: pg.Pool, ids: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ channelId: string }>({
    name: "inbox_replay_events",
    text: `
      with replayed as (
        update webhook_event set tries = 0, set_aside_at = null, error = null
        where id = any ($1::uuid[]) and set_aside_at is not null and done_at is null
        returning channel_id
      )
      select channel_id as "channelId", graphile_worker.add_job(
        'process_inbox', json_build_object('channelId', channel_id),
        queue_name := 'inbox:' || channel_id, job_key := 'replay:' || channel_id
      )
      from (select distinct channel_id from replayed) as channels`,
    values: [ids],
  });
  return rows.map((row) => row.channelId);
}
