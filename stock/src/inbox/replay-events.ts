import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";

/** Which messages of a channel to work again. */
export interface ReplayRange {
  channelId: string;
  /** Received at or after this; null: from the first one. */
  from: Date | null;
  /** Received before this; null: up to the last one. */
  until: Date | null;
  /** Only those that were set aside. */
  isSetAsideOnly: boolean;
}

/** Messages changed in one transaction. */
const chunkMax = 1_000;
/** Chunks of one call; whoever has more to replay asks again. */
const chunksMax = 200;

/**
 * Gives messages all their tries again, done ones too, and wakes their inboxes. What a message says is known by its order's
 * version, so working one again changes nothing that counted before. Returns how many there were.
 */
export async function replayEvents(pool: pg.Pool, ids: string[]): Promise<number> {
  const { rows } = await pool.query<Replayed>({
    name: "inbox_replay_events",
    text: replaySql("select id from webhook_event where id = any ($1::uuid[]) for update"),
    values: [ids],
  });
  return rows[0]?.replayed ?? 0;
}

/** The same for a range, in small transactions, oldest first. */
export async function replayRange(pool: pg.Pool, range: ReplayRange): Promise<{ replayed: number; isMore: boolean }> {
  let after: Replayed["last"] = null;
  let total = 0;
  for (let chunk = 0; chunk < chunksMax; chunk++) {
    const { replayed, last } = await replayChunk(pool, range, after);
    total += replayed;
    if (replayed < chunkMax || last === null) return { replayed: total, isMore: false };
    after = last;
  }
  return { replayed: total, isMore: true };
}

async function replayChunk(pool: pg.Pool, range: ReplayRange, after: Replayed["last"]): Promise<Replayed> {
  const { channelId, from, until, isSetAsideOnly } = range;
  const { rows } = await pool.query<Replayed>({
    name: "inbox_replay_range",
    text: replaySql(chunkSql),
    values: [channelId, from, until, isSetAsideOnly, after?.at ?? null, after?.id ?? null, chunkMax],
  });
  return rows[0] ?? { replayed: 0, last: null };
}

interface Replayed {
  replayed: number;
  last: { at: string; id: string } | null;
}

const chunkSql = `
  select id from webhook_event
  where channel_id = $1 and ($2::timestamptz is null or received_at >= $2) and ($3::timestamptz is null or received_at < $3)
    and (not $4::bool or set_aside_at is not null)
    and ($5::timestamptz is null or (received_at, id) > ($5, $6::uuid))
  order by received_at, id limit $7
  for update`;

function replaySql(chosen: string): string {
  return `
    with chosen as (${chosen}), replayed as (
      update webhook_event e set tries = 0, set_aside_at = null, done_at = null, error = null
      from chosen where e.id = chosen.id
      returning e.channel_id, e.received_at, e.id
    ), woken as (
      select ${addChannelJobSql("process_inbox", "inbox", "c.channel_id")} as job
      from (select distinct channel_id from replayed order by channel_id) as c
    )
    select (select count(*)::int from replayed) as replayed, (select count(job) from woken) as woken,
      (select json_build_object('at', received_at::text, 'id', id) from replayed order by received_at desc, id desc limit 1) as last`;
}
