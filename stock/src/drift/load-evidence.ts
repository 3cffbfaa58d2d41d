import type pg from "pg";
import type { AdoptionFacts } from "./adoptable.ts";
import type { DriftCause, DriftEvidence } from "./judge.ts";
import { isGuaranteedSql, isOnItsWaySql, shownSql } from "./shown.ts";
import type { DriftPolicy } from "./treat.ts";

/** A reading to judge, with all that is known of its listing. */
export interface Doubt {
  listingId: string;
  platformId: string;
  readAt: Date;
  readings: number;
  isResync: boolean;
  policy: DriftPolicy;
  isGuaranteed: boolean;
  evidence: Omit<DriftEvidence, "resetsToZero">;
  adoption: AdoptionFacts;
  /** The drift of the listing that is still open. */
  open: KnownDrift | null;
  /** The drift that a person dismissed last, unless another came after it. */
  dismissed: { expected: number; live: number } | null;
}

/** A drift as it was recorded. */
export interface KnownDrift {
  id: string;
  expected: number;
  live: number;
  cause: DriftCause;
  note: string | null;
  isHealing: boolean;
}

/** Readings judged in one transaction. */
export const judgedMax = 500;

/** The channel's oldest doubts; lock their published quantities first, so that no push ends while they are judged. */
export async function loadDoubts(tx: pg.PoolClient, channelId: string, listingIds: string[]): Promise<Doubt[]> {
  const { rows } = await tx.query<Row>({ name: "drift_load_doubts", text: loadSql, values: [channelId, listingIds] });
  return rows.map(toDoubt);
}

/** The listings of the channel's doubts, oldest reading first. */
export async function doubtfulListings(tx: pg.PoolClient, channelId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: "drift_doubtful",
    text: "select listing_id as id from doubt where channel_id = $1 order by read_at, listing_id limit $2",
    values: [channelId, judgedMax],
  });
  return rows.map((row) => row.id);
}

interface Row extends Omit<AdoptionFacts, "expected">, Omit<Doubt, "evidence" | "adoption"> {
  live: number;
  expectedThen: number;
  expectedNow: number | null;
  isOvertaken: boolean;
  areOrdersKnown: boolean;
  lastPush: DriftEvidence["lastPush"];
  healedLately: number;
}

function toDoubt(row: Row): Doubt {
  const { live, expectedThen, expectedNow, isOvertaken, areOrdersKnown, lastPush, healedLately, ...rest } = row;
  const { locations, isBundle, quantity, available, ...doubt } = rest;
  return {
    ...doubt,
    evidence: { live, expectedThen, expectedNow, isOvertaken, areOrdersKnown, lastPush, healedLately },
    adoption: { locations, isBundle, quantity, expected: expectedThen, available },
  };
}

const loadSql = `
  select d.listing_id as "listingId", l.platform_id as "platformId", d.read_at as "readAt", d.readings,
    d.is_resync as "isResync", c.drift_policy as policy, ${isGuaranteedSql} as "isGuaranteed",
    d.live, d.expected as "expectedThen", ${shownSql} as "expectedNow",
    l.status <> 'linked' or ${isOnItsWaySql} or p.confirmed_at is distinct from d.confirmed_at as "isOvertaken",
    coalesce(w.orders_until >= d.read_at, false) as "areOrdersKnown",
    last_push."lastPush", healed."healedLately", open.drift as open, dismissed.drift as dismissed,
    place.locations, place.available, p.quantity, pr.current_recipe_id is not null as "isBundle"
  from doubt d
  join listing l on l.id = d.listing_id
  join published_quantity p on p.listing_id = d.listing_id
  join channel c on c.id = d.channel_id
  left join product pr on pr.id = l.product_id
  left join watermark w on w.channel_id = d.channel_id
  left join lateral (
    select case when u.before is not null then json_build_object('before', u.before, 'quantity', u.quantity) end as "lastPush"
    from push u where u.listing_id = d.listing_id and u.state = 'confirmed' order by u.at desc limit 1
  ) as last_push on true
  cross join lateral (
    select count(*)::int as "healedLately" from drift x
    where x.listing_id = d.listing_id and x.healing_at > d.read_at - interval '1 day'
  ) as healed
  left join lateral (
    select json_build_object('id', x.id, 'expected', x.expected, 'live', x.live, 'cause', x.cause, 'note', x.note,
      'isHealing', x.healing_at is not null) as drift
    from drift x where x.listing_id = d.listing_id and x.ended_at is null
  ) as open on true
  left join lateral (
    select case when x.ended_as = 'dismissed' then json_build_object('expected', x.expected, 'live', x.live) end as drift
    from drift x where x.listing_id = d.listing_id order by x.found_at desc limit 1
  ) as dismissed on true
  cross join lateral (
    select count(*)::int as locations, case when count(*) = 1 then coalesce(sum(s.available), 0)::int end as available
    from channel_location cl
    join location o on o.id = cl.location_id and o.deactivated_at is null
    left join stock_level s on s.location_id = cl.location_id and s.product_id = l.product_id
    where cl.channel_id = d.channel_id
  ) as place
  where d.channel_id = $1 and d.listing_id = any ($2::uuid[])
  order by d.read_at, d.listing_id`;
