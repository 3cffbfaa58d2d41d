import type pg from "pg";

/** A location of the hub with the platform's place that shows its units. */
interface Place {
  locationId: string;
  platformLocationId: string;
}

/** What one place is to show. */
export interface SplitPart {
  platformLocationId: string;
  quantity: number;
}

/**
 * Divides wanted quantities over the places of a shop, by listing: each place shows what is available there, the first tried first,
 * until the quantity is used up; more than there is anywhere (always show at least) goes to the first. A guaranteed listing shows at
 * each place no more than it holds there: the rest lies there for others. A bundle is shown at the first place.
 */
export async function splitQuantities(
  pool: pg.Pool,
  places: Place[],
  wanted: { listingId: string; quantity: number }[],
): Promise<Map<string, SplitPart[]>> {
  const { rows } = await pool.query<{ listingId: string; locationId: string; available: number }>({
    name: "push-split",
    text: `
      select l.id as "listingId", s.location_id as "locationId",
        case when e.listing_id is null then s.available else coalesce(d.units, 0) end as available
      from listing l join stock_level s on s.product_id = l.product_id
        left join exposure e on e.listing_id = l.id
        left join exposure_draw d on d.listing_id = l.id and d.product_id = s.product_id and d.location_id = s.location_id
      where l.id = any($1::uuid[]) and s.location_id = any($2::uuid[])`,
    values: [wanted.map(({ listingId }) => listingId), places.map(({ locationId }) => locationId)],
  });
  const available = new Map(rows.map((row) => [`${row.listingId}/${row.locationId}`, row.available]));
  return new Map(
    wanted.map(({ listingId, quantity }) => {
      const there = places.map(({ locationId }) => available.get(`${listingId}/${locationId}`) ?? 0);
      const units = divide(quantity, there);
      return [
        listingId,
        places.map(({ platformLocationId }, place) => ({ platformLocationId, quantity: units[place] ?? 0 })),
      ];
    }),
  );
}

/** As much as there is at each, first things first; what is left over goes to the first. */
export function divide(quantity: number, available: number[]): number[] {
  let left = quantity;
  const units = available.map((there) => {
    const taken = Math.min(left, Math.max(there, 0));
    left -= taken;
    return taken;
  });
  return units.map((taken, place) => (place === 0 ? taken + left : taken));
}
