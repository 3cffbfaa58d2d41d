import type pg from "pg";
import type { ExposureChange } from "../guarantee/apply-change.ts";
import type { Reading } from "../guarantee/exposure.ts";
import { changeExposures, lockGuaranteed } from "../guarantee/with-exposures.ts";
import { transact } from "../transact.ts";
import { lockPublished } from "./lock-published.ts";
import type { UnansweredPush } from "./unanswered.ts";

/** What reading back made of one unanswered push. */
export type Settlement =
  /** `live` is the truth: every order that it contains is known. `isConfirmed`: it is what was pushed. */
  | { kind: "settled"; push: UnansweredPush; live: number; isConfirmed: boolean }
  /** A write needs no belief here, or none can be had: the listing is pushed anew. `live` is null when it could not be read. */
  | { kind: "unknown"; push: UnansweredPush; live: number | null }
  /** The platform does not know the listing. */
  | { kind: "missing"; push: UnansweredPush; error: string }
  /** It was read; the difference may still be an order on its way. Look again later. */
  | { kind: "unsettled"; push: UnansweredPush; live: number };

/**
 * Records what reading back showed. A listing whose belief changed between the reading and now (an order came in) stays
 * unanswered and is read again, because nobody can tell whether the reading contains that order. Returns the listings settled.
 */
export async function settlePushes(
  pool: pg.Pool,
  settlements: Settlement[],
  readAt: Date,
  at: Date,
  { readUntil = at, effectMs = 0 }: { readUntil?: Date; effectMs?: number } = {},
): Promise<Set<string>> {
  if (settlements.length === 0) return new Set();
  return transact(pool, async (tx) => {
    const pushes = settlements.map(({ push }) => push);
    await lockGuaranteed(tx, pushes, at);
    await lockPublished(
      tx,
      settlements.map((settlement) => settlement.push.listingId),
    );
    const { rows } = await tx.query<{ listingId: string }>({
      name: "push_settle",
      text: settleSql,
      values: columns(settlements, readAt, at),
    });
    const settled = new Set(rows.map((row) => row.listingId));
    const changed = settlements.map((settlement) => ({ ...settlement.push, settlement }));
    const reading = { from: readAt, after: readUntil };
    await changeExposures(
      tx,
      changed.filter((one) => settled.has(one.listingId)),
      ({ settlement }) => exposureChanges(settlement, reading, effectMs),
      at,
    );
    return settled;
  });
}

/** What a settlement means for an exposure; one that was refused was taken back when it was. */
function exposureChanges(
  settlement: Settlement,
  reading: Pick<Reading, "from" | "after">,
  effectMs: number,
): ExposureChange[] {
  const { kind, push } = settlement;
  if (kind === "unsettled") return [];
  const { before, quantity, exposureChanges: changes } = push;
  const shownBy = new Date(push.at.getTime() + effectMs);
  if (effectMs > 0 && kind === "settled" && settlement.isConfirmed) {
    return [{ kind: "confirmed", before, quantity, shownBy }];
  }
  const lost: ExposureChange[] = push.isRefused ? [] : [{ kind: "lost" }];
  return kind === "settled" && effectMs === 0
    ? [...lost, { kind: "read", live: settlement.live, ...reading, changes }]
    : lost;
}

function columns(settlements: Settlement[], readAt: Date, at: Date): unknown[] {
  return [
    settlements.map(({ push }) => push.pushId),
    settlements.map(({ push }) => push.at),
    settlements.map(({ push }) => push.listingId),
    settlements.map(({ kind }) => kind),
    settlements.map((settlement) => (settlement.kind === "missing" ? null : settlement.live)),
    settlements.map(({ push }) => push.expected),
    settlements.map(pushState),
    settlements.map(reason),
    readAt,
    at,
  ];
}

function pushState(settlement: Settlement): string {
  switch (settlement.kind) {
    case "settled":
      return settlement.isConfirmed ? "confirmed" : "superseded";
    case "unknown":
      return "superseded";
    case "missing":
      return "rejected";
    case "unsettled":
      return "sent";
  }
}

function reason(settlement: Settlement): string | null {
  switch (settlement.kind) {
    case "settled":
      return settlement.isConfirmed ? null : `the listing showed ${settlement.live} when read back`;
    case "unknown":
      return settlement.live === null
        ? "no answer, and nobody to ask"
        : `no answer; the listing showed ${settlement.live} when read back`;
    case "missing":
      return settlement.error;
    case "unsettled":
      return `waiting: the listing showed ${settlement.live} when read back`;
  }
}

const settleSql = `
  with given as (
    select * from unnest(
      $1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::push_state[], $8::text[]
    ) as given (id, at, listing_id, kind, live, expected, state, error)
  ), holding as (
    select given.* from given join published_quantity p on p.listing_id = given.listing_id
    where p.expected is not distinct from given.expected or given.kind <> 'settled'
  ), ended as (
    update push set state = holding.state, error = holding.error,
      ended_at = case when holding.state = 'sent' then push.ended_at else $10::timestamptz end
    from holding where push.id = holding.id and push.at = holding.at and push.state = 'sent'
    returning push.listing_id, push.at, push.quantity, holding.kind, holding.state, holding.live
  ), believed as (
    select ended.*, case
      when ended.kind = 'settled' then ended.live
      when ended.kind = 'unsettled' then p.expected
    end as expected
    from ended join published_quantity p on p.listing_id = ended.listing_id
  )
  update published_quantity p set
    expected = believed.expected,
    pending_since = case when p.quantity is not distinct from believed.expected then null else coalesce(p.pending_since, $10) end,
    confirmed = case when believed.state = 'confirmed' then believed.quantity else p.confirmed end,
    confirmed_at = case when believed.state = 'confirmed' then $10 else p.confirmed_at end,
    live = coalesce(believed.live, p.live),
    live_at = case
      when believed.live is null then p.live_at
      when believed.kind = 'unsettled' and p.live = believed.live and p.live_at >= believed.at then p.live_at
      else $9
    end
  from believed where p.listing_id = believed.listing_id
  returning p.listing_id as "listingId"`;
