import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

/** Which messages to list; null: whatever. */
export interface EventListArgs extends PageArgs {
  channelId: string | null;
  state: "waiting" | "done" | "set_aside" | null;
  from: Date | null;
  until: Date | null;
}

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[received_at::text, id::text] as "sortedBy" from webhook_event
  where ($1::timestamptz is null or (received_at <= $1 and (received_at < $1 or id > $2::uuid)))
    and ($3::uuid is null or channel_id = $3)
    and ($4::text is null or case $4
      when 'waiting' then done_at is null and set_aside_at is null
      when 'done' then done_at is not null
      when 'set_aside' then set_aside_at is not null end)
    and ($5::timestamptz is null or received_at >= $5) and ($6::timestamptz is null or received_at < $6)
  order by received_at desc, id limit $7`;

/** The next messages of a list, newest first. */
export async function readEventKeys(pool: pg.Pool, args: EventListArgs, limit: number): Promise<Key[]> {
  const [at = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { channelId, state, from, until } = args;
  const { rows } = await pool.query<Key>(statement, [at, id, channelId, state, from, until, limit]);
  return rows;
}
