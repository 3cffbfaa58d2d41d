import type pg from "pg";
import { newId } from "./new-id.ts";

/** How one poll of a channel's orders went, for people. */
export interface PollNote {
  channelId: string;
  startedAt: Date;
  endedAt: Date;
  /** Orders that changed at or after this were asked for. */
  askedFrom: Date;
  endedAs: "complete" | "postponed" | "failed";
  /** Orders that were read. */
  orders: number;
  /** Holds no secret; null unless it failed. */
  error: string | null;
}

/** A channel's newest rows that are kept. */
const keptMax = 200;

/**
 * Keeps a poll for people to see; nothing is decided by it. Polls in a row that read nothing share a row, unless they failed, so
 * that the few rows kept reach back to what happened: Amazon allows so few polls that many are put off.
 */
export async function notePoll(pool: pg.Pool, poll: PollNote): Promise<void> {
  const { channelId, startedAt, endedAt, askedFrom, endedAs, orders, error } = poll;
  await pool.query({
    name: "poll_note",
    text: noteSql,
    values: [newId(), channelId, startedAt, endedAt, askedFrom, endedAs, orders, error, keptMax],
  });
}

// Clocks of two workers may differ; nothing may end before it began.
const noteSql = `
  with mark as (
    select orders_until from watermark where channel_id = $2
  ), last as (
    select id from poll where channel_id = $2 order by ended_at desc, id limit 1
  ), shared as (
    update poll p set ended_at = greatest(p.ended_at, $4::timestamptz), polls = p.polls + 1, asked_from = $5,
      orders_until = mark.orders_until
    from last, mark
    where p.id = last.id and p.ended_as = $6::poll_end and p.ended_as <> 'failed' and p.orders = 0 and $7::int = 0
    returning p.id
  ), kept as (
    insert into poll (id, channel_id, started_at, ended_at, asked_from, ended_as, orders, orders_until, error)
    select $1, $2, least($3::timestamptz, $4), $4, $5, $6, $7, mark.orders_until, $8
    from mark where not exists (select from shared)
  )
  delete from poll where id in (
    select id from poll where channel_id = $2 order by ended_at desc, id offset $9::int - 1
  ) and not exists (select from shared)`;
