import type { Draw } from "../guarantee/exposure.ts";
import type { KnownExposure } from "../guarantee/known.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Ahead } from "../state.ts";

interface ExposureRow {
  listingId: string;
  units: number;
  nextUnits: number | null;
  nextFrom: Date | null;
  nextAfter: Date | null;
  isBlurred: boolean;
  raised: number | null;
  changes: number;
  shown: number | null;
  draws: Draw[] | null;
}

interface UnguardedRow {
  listingId: string;
  units: null;
  mayShow: number;
}

/**
 * The exposures of these listings, by listing; of those that are not guaranteed, what they may be showing. The products' locks
 * keep them as they are.
 */
export async function loadExposures(db: Db, listingIds: string[]): Promise<Pick<Ahead, "exposures" | "mayShow">> {
  const rows = await rowsOf<ExposureRow | UnguardedRow>(db, "stock-exposures", exposuresSql, [listingIds]);
  const exposures = new Map<string, KnownExposure>();
  const mayShow = new Map<string, number>();
  for (const row of rows) {
    if (row.units === null) mayShow.set(row.listingId, row.mayShow);
    else exposures.set(row.listingId, exposureOf(row));
  }
  return { exposures, mayShow };
}

function exposureOf({ nextUnits, nextFrom, nextAfter, isBlurred, draws, ...row }: ExposureRow): KnownExposure {
  const hasNext = nextUnits !== null && nextFrom !== null;
  const next = hasNext ? { units: nextUnits, from: nextFrom, after: nextAfter, isBlurred } : null;
  return { ...row, next, draws: draws ?? [] };
}

// Units of which the hub has heard since a listing's base that they were cancelled there: the platform may have put them back on
// sale, be that before a write or after. Reservations let go and shortages that ended so, in units of the line; what was cancelled
// of orders that were not known before the base; and what the hub had released long before its platform cancelled it. Where the
// platform takes open orders off by itself, also what was shipped there and not by the hub: it stops to take that off. It may be
// some too many: a unit reserved elsewhere instead is let go too, and one of an order that came in since may be counted twice.
// Clocks may differ by some seconds.
const cancelledSql = `
  select coalesce(sum(units), 0)::int from (
    select max(part.units) as units from (
      select l.id, ceil(sum(gone.quantity)::numeric / max(coalesce((
          select (taken ->> 'quantity')::int from jsonb_array_elements(l.parts) taken
          where taken ->> 'productId' = gone.product_id::text), 1))) as units
      from (
        select order_line_id, product_id, quantity from reservation r
        where ended_at >= coalesce(base.at - interval '5 seconds', '-infinity')
          and (ended_as = 'released' or ended_as = 'shipped' and c.write_kind = 'net_of_open_orders' and exists (
            select from operation o where o.id = r.ended_by_id and o.verb = 'import_order'))
        union all
        select order_line_id, product_id, quantity from shortage
        where ended_at >= coalesce(base.at - interval '5 seconds', '-infinity')
          and (ended_as = 'cancelled' or ended_as = 'shipped_elsewhere' and c.write_kind = 'net_of_open_orders')
      ) as gone join order_line l on l.id = gone.order_line_id
      where l.listing_id = p.listing_id
      group by l.id, gone.product_id
    ) as part group by part.id
    union all
    select l.cancelled from order_line l join "order" o on o.id = l.order_id
    where l.listing_id = p.listing_id and l.cancelled > 0
      and o.imported_at >= coalesce(base.at - interval '5 seconds', '-infinity')
    union all
    select l.cancelled_there from order_line l
    where l.listing_id = p.listing_id and l.acknowledged_at >= coalesce(base.at - interval '5 seconds', '-infinity')
  ) as line`;

// Of a listing that may become guaranteed now: what it is believed to show, or did when last seen, and what it may have sold that
// is not known yet. Its base is the last write that took effect so long ago that all orders before it are known; of the writes
// since, be they confirmed or not: where a write replaces everything, what was sold before it is sold beside what it shows; where
// the platform takes open orders off by itself, out of the most that was written; where a write compares, it found nothing sold,
// unless a cancellation came between: then out of all by which it was raised. What was shown before a write, where nobody knew
// it, the writes before it tell: back to the last one that was confirmed, for the others may have had no effect. A cancellation
// makes unknown what is shown until the next write, so that without such a write there was none since the base. What the
// platform still works on, and another write has overtaken, will be shown beside all that is sold until then.
const mayShowSql = `
  select coalesce(overtaken.units, 0) + greatest(0, p.quantity, p.expected, w.most, case when c.write_kind = 'absolute' then w.quantity + w.replaced end,
    case when p.expected is null or w.is_blind then greatest(p.confirmed, p.live, (${cancelledSql}) + case c.write_kind
      when 'absolute' then coalesce(w.quantity + w.replaced, base.quantity, 0)
      when 'compare_and_set' then coalesce(base.quantity, 0) + coalesce(w.raised, 0)
      else greatest(base.quantity, w.most, 0) end) end)
  from published_quantity p join channel c on c.id = p.channel_id
  left join watermark m on m.channel_id = p.channel_id
  left join lateral (
    select u.at, u.quantity from push u
    where u.listing_id = p.listing_id and u.state = 'confirmed' and u.ended_at < m.orders_until
    order by u.at desc, u.id desc limit 1
  ) as base on true
  cross join lateral (
    select (array_agg(u.quantity order by u.at desc, u.id desc))[1] as quantity, sum(b.units)::int as replaced,
      max(greatest(u.quantity, b.units)) filter (where u.state = 'sent' or c.write_kind <> 'compare_and_set') as most,
      sum(greatest(0, u.quantity - coalesce(u.before, case when u.state = 'confirmed' then 0 else u.quantity end)))::int as raised,
      bool_or(u.before is null) as is_blind
    from push u
    cross join lateral (
      select coalesce(u.before, (
        select max(case when e.state = 'confirmed' then e.quantity else greatest(e.quantity, e.before) end) from push e
        where c.write_kind <> 'compare_and_set' and e.listing_id = u.listing_id and e.at < u.at
          and e.state in ('confirmed', 'superseded') and e.at >= coalesce((
            select max(known.at) from push known
            where known.listing_id = u.listing_id and known.at < u.at and known.state = 'confirmed'), '-infinity')), 0) as units
    ) as b
    where u.listing_id = p.listing_id and u.at > coalesce(base.at, '-infinity')
      and u.state in ('sent', 'confirmed', 'superseded')
  ) as w
  cross join lateral (
    select sum(u.quantity)::int as units from push_batch b
    join push u on u.channel_id = b.channel_id and u.listing_id = p.listing_id and u.at = b.at
    where b.channel_id = p.channel_id and p.listing_id = any (b.listing_ids) and u.state <> 'sent'
  ) as overtaken
  where p.listing_id = given.id`;

// A write under way will show its quantity, less what was ordered since it left.
const exposuresSql = `
  select given.id as "listingId", e.units, e.next_units as "nextUnits", e.next_from as "nextFrom",
    e.next_after as "nextAfter", e.is_next_blurred as "isBlurred", e.raised, e.changes,
    case when u.id is null then p.expected else u.quantity + p.expected - coalesce(u.before, u.quantity) end as shown,
    (select json_agg(json_build_object('productId', d.product_id, 'locationId', d.location_id, 'units', d.units)
        order by d.product_id, d.location_id)
      from exposure_draw d where d.listing_id = e.listing_id) as draws,
    case when e.listing_id is null then coalesce((${mayShowSql}), 0) end as "mayShow"
  from unnest($1::uuid[]) as given (id)
  left join exposure e on e.listing_id = given.id
  left join published_quantity p on p.listing_id = e.listing_id
  left join push u on u.listing_id = e.listing_id and u.state = 'sent' and u.ended_at is null`;
