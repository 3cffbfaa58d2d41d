import type pg from "pg";

/** A parcel is told after so long whatever the listing shows: its buyer waits for the news. */
const waitMinutesMax = 10;

/**
 * Whether a parcel has to wait: its platform stops subtracting the units once it knows of them, and a guaranteed listing of them
 * has not been written lower yet.
 */
export async function waitsForLowering(pool: pg.Pool, shipmentId: string): Promise<boolean> {
  const { rows } = await pool.query<{ waits: boolean }>({
    name: "worker_waits_for_lowering",
    text: `
      select exists (
        select from shipment s join shipment_line sl on sl.shipment_id = s.id join order_line l on l.id = sl.order_line_id
          join exposure e on e.listing_id = l.listing_id join published_quantity p on p.listing_id = e.listing_id
        where s.id = $1 and s.shipped_at > now() - make_interval(mins => $2)
          and (p.pending_since is not null
            or exists (select from push u where u.listing_id = e.listing_id and u.state = 'sent'))
      ) as waits`,
    values: [shipmentId, waitMinutesMax],
  });
  return rows[0]?.waits ?? false;
}
