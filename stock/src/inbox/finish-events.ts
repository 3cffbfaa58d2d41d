import type pg from "pg";
import { eventTriesMax } from "./read-inbox.ts";

/**
 * Takes those of the messages that still wait and that no other worker is at, marks them done, and returns their ids. Whoever
 * takes them applies them in the same transaction, so a message has either taken effect and is done, or neither.
 */
export async function takeEvents(
  tx: pg.PoolClient,
  events: { id: string; note: string | null }[],
  at: Date,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({
    name: "inbox_take_events",
    text: `
      with mine as (
        select e.id, given.note from unnest($1::uuid[], $2::text[]) as given (id, note)
          join webhook_event e on e.id = given.id
        where e.done_at is null and e.set_aside_at is null
        for update of e skip locked
      )
      update webhook_event e set done_at = $3, error = mine.note from mine where e.id = mine.id
      returning e.id`,
    values: [events.map((event) => event.id), events.map((event) => event.note), at],
  });
  return new Set(rows.map((row) => row.id));
}

/** Sets messages that were taken aside instead: what they say can never be applied, and a person must see it. */
export async function setAsideEvents(
  tx: pg.PoolClient,
  events: { id: string; error: string }[],
  at: Date,
): Promise<void> {
  await tx.query({
    name: "inbox_set_aside_events",
    text: `
      update webhook_event e set set_aside_at = $3, done_at = null, tries = e.tries + 1, error = given.error
      from unnest($1::uuid[], $2::text[]) as given (id, error)
      where e.id = given.id`,
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
