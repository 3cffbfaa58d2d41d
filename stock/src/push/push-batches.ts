import type pg from "pg";
import { changeExposures, lockGuaranteed, type Pushed } from "../guarantee/with-exposures.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { lockPublished } from "./lock-published.ts";
import { type Settlement, settlePushes } from "./settle-pushes.ts";
import { readUnansweredOf, type UnansweredPush } from "./unanswered.ts";

/** Pushes that a platform works on together. */
export interface PushBatch {
  channelId: string;
  /** The platform's own word for it. */
  reference: string;
  /** When its pushes were started. */
  at: Date;
  lookedAt: Date;
  listingIds: string[];
  /** Whether the platform works on it at all nobody knows: its word for it is sought. */
  isSought: boolean;
}

/**
 * Notes, before the call leaves, that the platform may work on these pushes together: whatever dies until its word for it is
 * written down, it is sought.
 */
export async function seekPushBatch(
  pool: pg.Pool,
  channelId: string,
  { at, listingIds }: Pick<PushBatch, "at" | "listingIds">,
): Promise<void> {
  await pool.query({
    name: "push_seek_batch",
    text: `
      insert into push_batch (channel_id, reference, at, looked_at, listing_ids, is_sought)
      values ($1, $2, $3, $3, $4, true)`,
    values: [channelId, `sought since ${at.toISOString()}`, at, listingIds],
  });
}

/** The platform certainly works on nothing of it. */
export async function dropSoughtBatch(pool: pg.Pool, channelId: string, at: Date): Promise<void> {
  await pool.query({
    name: "push_drop_sought",
    text: "delete from push_batch where channel_id = $1 and at = $2 and is_sought",
    values: [channelId, at],
  });
}

/** Records what the platform calls a batch that was sought; where several may be it, all of them are waited for. */
export async function nameSoughtBatch(pool: pg.Pool, batch: PushBatch, references: string[], at: Date): Promise<void> {
  await pool.query({
    name: "push_name_sought",
    text: `
      with sought as (
        delete from push_batch where channel_id = $1 and reference = $2 and is_sought
        returning channel_id, at, listing_ids
      ), named as (
        insert into push_batch (channel_id, reference, at, looked_at, listing_ids)
        select sought.channel_id, given.reference, sought.at, $4, sought.listing_ids
        from sought cross join unnest($3::text[]) as given (reference)
      )
      update push set accepted_at = $4
      from sought
      where push.channel_id = sought.channel_id and push.listing_id = any (sought.listing_ids) and push.at = sought.at
        and push.state = 'sent'`,
    values: [batch.channelId, batch.reference, references, at],
  });
}

/** What the platform still works on, oldest first. */
export async function readPushBatches(pool: pg.Pool, channelId: string): Promise<PushBatch[]> {
  const { rows } = await pool.query<PushBatch>({
    name: "push_read_batches",
    text: `
      select channel_id as "channelId", reference, at, looked_at as "lookedAt", listing_ids as "listingIds",
        is_sought as "isSought"
      from push_batch where channel_id = $1 order by at, reference`,
    values: [channelId],
  });
  return rows;
}

/** Notes that the platform was asked and still works on it. */
export async function noteLookAtBatch(pool: pg.Pool, batch: PushBatch, at: Date): Promise<void> {
  await pool.query({
    name: "push_note_look",
    text: "update push_batch set looked_at = $3 where channel_id = $1 and reference = $2",
    values: [batch.channelId, batch.reference, at],
  });
}

/** What became of a batch: the reason why pushes were refused, by the platform's id of the listing, or of all. */
export type BatchEnd =
  | { kind: "done"; refused: Map<string, string> }
  | { kind: "failed"; error: string }
  /** It was sought in vain. What it may have written before it ended is not known. */
  | { kind: "not_found" };

/**
 * Records that the platform has ended a batch. Its pushes that still have no answer are read back from now on; those that it refused
 * are rejected. A listing that was pushed again meanwhile may show the batch's older quantity now, whatever was read before:
 * it is pushed once more, and what it may still sell is not known before that. Safe to repeat; the batch goes last.
 */
export async function endPushBatch(pool: pg.Pool, batch: PushBatch, end: BatchEnd, at: Date): Promise<void> {
  const unanswered = await readUnansweredOf(pool, batch.channelId, batch.listingIds);
  const settlements = unanswered.flatMap((push) => settlementOf(push, batch, end) ?? []);
  await settlePushes(pool, settlements, at, at);
  const overtaken = await readOvertaken(pool, batch);
  await transact(pool, async (tx) => {
    await lockGuaranteed(tx, overtaken, at);
    await lockPublished(tx, batch.listingIds);
    const key = [batch.channelId, batch.listingIds, batch.at];
    await tx.query({ name: "push_wait_anew", text: waitAnewSql, values: [...key, at] });
    await tx.query({ name: "push_write_again", text: writeAgainSql, values: [...key, at] });
    await changeExposures(tx, overtaken, () => [{ kind: "lost" }], at);
    await tx.query("delete from push_batch where channel_id = $1 and reference = $2", [
      batch.channelId,
      batch.reference,
    ]);
  });
}

function settlementOf(push: UnansweredPush, batch: PushBatch, end: BatchEnd): Settlement | null {
  const isOther = push.at.getTime() !== batch.at.getTime();
  if (isOther || end.kind === "not_found") return { kind: "unknown", push, live: null };
  const error = end.kind === "failed" ? end.error : end.refused.get(push.platformId);
  return error === undefined ? null : { kind: "missing", push, error };
}

/** The guaranteed listings of the batch whose pushes in it have ended already. */
function readOvertaken(pool: pg.Pool, { channelId, listingIds, at }: PushBatch): Promise<Pushed[]> {
  return rowsOf<Pushed>(
    pool,
    "push-overtaken",
    `select e.listing_id as "listingId", l.product_id as "productId", true as "isGuaranteed"
     from exposure e join listing l on l.id = e.listing_id
     where e.channel_id = $1 and e.listing_id = any ($2::uuid[]) and l.product_id is not null
       and not exists (
         select from push u where u.channel_id = $1 and u.listing_id = e.listing_id and u.at = $3 and u.state = 'sent'
       )`,
    [channelId, listingIds, at],
  );
}

const waitAnewSql = `
  update push set accepted_at = $4
  where channel_id = $1 and listing_id = any ($2::uuid[]) and at = $3 and state = 'sent'`;

const writeAgainSql = `
  update published_quantity p set expected = null, pending_since = coalesce(p.pending_since, $4)
  where p.channel_id = $1 and p.listing_id = any ($2::uuid[])
    and exists (select from push u where u.listing_id = p.listing_id and u.at > $3)`;
