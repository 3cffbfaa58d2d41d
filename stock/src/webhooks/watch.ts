import type pg from "pg";
import { storable } from "../storable.ts";
import { transact } from "../transact.ts";

/** What a look at a channel's webhooks found. */
export interface FoundWebhooks {
  /** What was missing and is asked for now. */
  repaired: string[];
  /** Public keys that the platform signs with now; null where it signs with the account's own secret. */
  signatureKeys: { id: string; publicKey: string }[] | null;
}

/** A key that the platform no longer names may still be on messages that it tries again. */
const oldKeyHours = 1;

/**
 * Notes that all messages are asked for, what was missing, and the keys of now. Tells whether the channel was watched before: then
 * what was missing had been there.
 */
export async function recordWebhookCheck(
  pool: pg.Pool,
  channelId: string,
  { repaired, signatureKeys }: FoundWebhooks,
  at: Date,
): Promise<"first" | "watched"> {
  return transact(pool, async (tx) => {
    const { rows } = await tx.query<{ wasWatched: boolean }>(
      `with before as (select ensured_at from webhook_watch where channel_id = $1)
       insert into webhook_watch (channel_id, ensured_at, repaired) values ($1, $2, '{}')
       on conflict (channel_id) do update set ensured_at = $2, failed_at = null, error = null,
         repaired_at = case when webhook_watch.ensured_at is not null and $3::text[] <> '{}' then $2 else webhook_watch.repaired_at end,
         repaired = case when webhook_watch.ensured_at is not null and $3::text[] <> '{}' then $3 else webhook_watch.repaired end
       returning exists (select from before where ensured_at is not null) as "wasWatched"`,
      [channelId, at, repaired],
    );
    if (signatureKeys !== null) await keepKeys(tx, channelId, signatureKeys, at);
    return rows[0]?.wasWatched ? "watched" : "first";
  });
}

async function keepKeys(
  tx: pg.PoolClient,
  channelId: string,
  keys: { id: string; publicKey: string }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into signature_key (channel_id, key_id, public_key, read_at)
     select $1, key_id, public_key, $4 from unnest($2::text[], $3::text[]) as k (key_id, public_key)
     on conflict (channel_id, key_id) do update set public_key = excluded.public_key, read_at = excluded.read_at`,
    [channelId, keys.map(({ id }) => id), keys.map(({ publicKey }) => publicKey), at],
  );
  await tx.query(
    "delete from signature_key where channel_id = $1 and read_at < $2::timestamptz - make_interval(hours => $3)",
    [channelId, at, oldKeyHours],
  );
}

/** Notes why a look failed, or what stands in the hub's way. */
export async function recordWebhookTrouble(pool: pg.Pool, channelId: string, error: string, at: Date): Promise<void> {
  await pool.query(
    `insert into webhook_watch (channel_id, failed_at, error, repaired) values ($1, $2, $3, '{}')
     on conflict (channel_id) do update set failed_at = $2, error = $3`,
    [channelId, at, storable(error)],
  );
}

const watchMinutes = 60;
const watchAfterTroubleMinutes = 10;

/** Channels whose webhooks were not looked at for an hour, or ten minutes ago with trouble. */
export async function channelsToWatch(pool: pg.Pool, at: Date): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: "webhooks_to_watch",
    text: `
      select c.id from channel c left join webhook_watch w on w.channel_id = c.id
      where c.removed_at is null and coalesce(
        case when w.error is null then w.ensured_at < $1::timestamptz - make_interval(mins => $2)
          else w.failed_at < $1::timestamptz - make_interval(mins => $3) end, true)
      order by c.id`,
    values: [at, watchMinutes, watchAfterTroubleMinutes],
  });
  return rows.map((row) => row.id);
}
