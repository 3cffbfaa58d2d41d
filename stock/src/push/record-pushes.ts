import type pg from "pg";
import type { ExposureChange } from "../guarantee/apply-change.ts";
import { changeExposures, lockGuaranteed } from "../guarantee/with-exposures.ts";
import { storable } from "../storable.ts";
import { transactSoon } from "../transact.ts";
import { lockPublished } from "./lock-published.ts";
import type { StartedPush } from "./start-pushes.ts";

/** How a push ended, where that is known. One without an answer stays `sent` until it is read back (`settlePushes`). */
export type PushEnd =
  | { kind: "confirmed"; push: StartedPush }
  /** The platform shows `live` instead of what was expected, and nothing was written: stays `sent` too, until that is explained. */
  | { kind: "stale"; push: StartedPush; live: number }
  | { kind: "rejected"; push: StartedPush; error: string }
  /** It never left. */
  | { kind: "skipped"; push: StartedPush; why: string };

/**
 * Records how pushes ended; one that somebody has settled meanwhile is left as it is. A confirmed one makes the platform believed to show the pushed quantity, less the units that
 * were imported as ordered during the flight; a listing whose wanted quantity changed meanwhile stays waiting.
 */
export async function recordPushes(pool: pg.Pool, ends: PushEnd[], at: Date): Promise<void> {
  if (ends.length === 0) return;
  // An end that is lost is a push without an answer: it is read back.
  await transactSoon(pool, async (tx) => {
    await lockGuaranteed(
      tx,
      ends.map((end) => end.push),
      at,
    );
    const listingIds = ends.map((end) => end.push.listingId);
    const [, { rows }] = await Promise.all([
      lockPublished(tx, listingIds),
      tx.query<{ listingId: string }>({ name: "push_record", text: recordSql, values: columns(ends, at) }),
    ]);
    const recorded = new Set(rows.map((row) => row.listingId));
    const ended = ends.filter(({ push }) => recorded.has(push.listingId)).map((end) => ({ ...end.push, end }));
    await changeExposures(tx, ended, ({ end }) => [exposureChange(end)], at);
  });
}

function exposureChange({ kind, push: { before, quantity } }: PushEnd): ExposureChange {
  return kind === "confirmed" ? { kind, before, quantity, shownBy: null } : { kind: "taken_back" };
}

function columns(ends: PushEnd[], at: Date): unknown[] {
  return [
    ends.map((end) => end.push.pushId),
    ends.map((end) => end.push.at),
    ends.map((end) => end.push.listingId),
    ends.map((end) => (end.kind === "stale" ? "sent" : end.kind)),
    ends.map((end) => end.push.quantity),
    ends.map((end) => end.push.before),
    ends.map(reason),
    ends.map((end) => (end.kind === "stale" ? end.live : null)),
    at,
  ];
}

function reason(end: PushEnd): string | null {
  switch (end.kind) {
    case "confirmed":
      return null;
    case "stale":
      return `refused: the listing showed ${end.live} where ${end.push.before} was expected`;
    case "rejected":
      return storable(end.error);
    case "skipped":
      return end.why;
  }
}

// `believed`: when confirmed, what was pushed plus what happened to the belief during the flight; a belief that was lost
// during the flight (null) stays lost. A write that replaces everything replaced also what was ordered before it was live. When not
// confirmed and not known before, it is not known again.
const recordSql = `
  with given as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::push_state[], $5::int[], $6::int[], $7::text[], $8::int[])
      as given (id, at, listing_id, state, quantity, before, error, live)
  ), ended as (
    update push set state = given.state, ended_at = $9, error = given.error
    from given where push.id = given.id and push.at = given.at and push.state = 'sent'
    returning push.listing_id, given.state, given.quantity, given.before, given.live
  ), believed as (
    select p.listing_id, ended.state = 'confirmed' as is_confirmed, ended.quantity, ended.live,
      case
        when ended.state = 'confirmed' and c.write_kind = 'absolute' and p.expected is not null then ended.quantity
        when ended.state = 'confirmed' then ended.quantity + p.expected - coalesce(ended.before, ended.quantity)
        when ended.state = 'sent' or ended.before is not null then p.expected
      end as expected
    from ended
    join published_quantity p on p.listing_id = ended.listing_id
    join channel c on c.id = p.channel_id
  )
  update published_quantity p set
    expected = believed.expected,
    pending_since = case
      when p.quantity is not distinct from believed.expected then null
      else coalesce(p.pending_since, $9)
    end,
    confirmed = case when believed.is_confirmed then believed.quantity else p.confirmed end,
    confirmed_at = case when believed.is_confirmed then $9 else p.confirmed_at end,
    live = coalesce(believed.live, p.live),
    live_at = case when believed.live is null then p.live_at else $9 end
  from believed where p.listing_id = believed.listing_id
  returning p.listing_id as "listingId"`;
