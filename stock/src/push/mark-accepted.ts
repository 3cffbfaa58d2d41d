import type pg from "pg";
import type { StartedPush } from "./start-pushes.ts";

/** A push that the platform took; `reference`: what it works on, where that is more than this push. */
export interface AcceptedPush {
  push: StartedPush;
  reference: string | null;
}

/**
 * Notes that the platform took these pushes and shows them later: they stay `sent` until they are read back so. Those with a
 * reference are kept as a batch until the platform has ended it (`endPushBatch`), in the place of the one that was sought.
 */
export async function markAccepted(pool: pg.Pool, accepted: AcceptedPush[], at: Date): Promise<void> {
  if (accepted.length === 0) return;
  await pool.query({
    name: "push_mark_accepted",
    text: `
      with given as (
        select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[]) as given (id, at, listing_id, reference)
      ), batched as (
        insert into push_batch (channel_id, reference, at, looked_at, listing_ids)
        select l.channel_id, given.reference, given.at, $5, array_agg(l.id)
        from given join listing l on l.id = given.listing_id
        where given.reference is not null
        group by l.channel_id, given.reference, given.at
        returning channel_id, at
      ), found as (
        delete from push_batch b using batched where b.channel_id = batched.channel_id and b.at = batched.at and b.is_sought
      )
      update push set accepted_at = $5
      from given where push.id = given.id and push.at = given.at and push.state = 'sent'`,
    values: [
      accepted.map(({ push }) => push.pushId),
      accepted.map(({ push }) => push.at),
      accepted.map(({ push }) => push.listingId),
      accepted.map(({ reference }) => reference),
      at,
    ],
  });
}
