import type pg from "pg";

/** A parcel that its platform has not heard of. */
export interface UntoldShipment {
  id: string;
  orderId: string;
  channelId: string;
  platformOrderId: string;
  carrier: string | null;
  tracking: string | null;
  /** `toldBefore`: units of the line in other parcels that the platform knows, those of the same tracking number where there is one. */
  lines: { platformLineId: string; quantity: number; toldBefore: number }[];
}

/** The parcel as it is now; null when it is told, was refused, or does not exist. */
export async function readUntold(pool: pg.Pool, shipmentId: string): Promise<UntoldShipment | null> {
  const { rows } = await pool.query<UntoldShipment>({
    name: "worker_read_untold",
    text: `
      select s.id, s.order_id as "orderId", o.channel_id as "channelId", o.platform_order_id as "platformOrderId",
        s.carrier, s.tracking, (
          select json_agg(json_build_object('platformLineId', l.platform_line_id, 'quantity', sl.quantity, 'toldBefore', (
            select coalesce(sum(other.quantity), 0) from shipment_line other join shipment told on told.id = other.shipment_id
            where other.order_line_id = l.id and told.told_at is not null and (s.tracking is null or told.tracking = s.tracking)
          )))
          from shipment_line sl join order_line l on l.id = sl.order_line_id where sl.shipment_id = s.id
        ) as lines
      from shipment s join "order" o on o.id = s.order_id
      where s.id = $1 and s.told_at is null and s.error is null`,
    values: [shipmentId],
  });
  return rows[0] ?? null;
}
