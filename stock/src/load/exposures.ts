import type { Draw } from "../guarantee/exposure.ts";
import type { KnownExposure } from "../guarantee/known.ts";
import { type Db, rowsOf } from "../query.ts";

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

/** The exposures of these listings, by listing; those that are not guaranteed have none. The products' locks keep them as they are. */
export async function loadExposures(db: Db, listingIds: string[]): Promise<Map<string, KnownExposure>> {
  const rows = await rowsOf<ExposureRow>(db, "stock-exposures", exposuresSql, [listingIds]);
  return new Map(rows.map((row) => [row.listingId, exposureOf(row)]));
}

function exposureOf({ nextUnits, nextFrom, nextAfter, isBlurred, draws, ...row }: ExposureRow): KnownExposure {
  const hasNext = nextUnits !== null && nextFrom !== null;
  const next = hasNext ? { units: nextUnits, from: nextFrom, after: nextAfter, isBlurred } : null;
  return { ...row, next, draws: draws ?? [] };
}

// A write under way will show its quantity, less what was ordered since it left.
const exposuresSql = `
  select e.listing_id as "listingId", e.units, e.next_units as "nextUnits", e.next_from as "nextFrom",
    e.next_after as "nextAfter", e.is_next_blurred as "isBlurred", e.raised, e.changes,
    case when u.id is null then p.expected else u.quantity + p.expected - coalesce(u.before, u.quantity) end as shown,
    (select json_agg(json_build_object('productId', d.product_id, 'locationId', d.location_id, 'units', d.units)
        order by d.product_id, d.location_id)
      from exposure_draw d where d.listing_id = e.listing_id) as draws
  from exposure e
  left join published_quantity p on p.listing_id = e.listing_id
  left join push u on u.listing_id = e.listing_id and u.state = 'sent' and u.ended_at is null
  where e.listing_id = any($1::uuid[])`;
