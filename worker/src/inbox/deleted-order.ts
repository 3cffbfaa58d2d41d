import type { PlatformOrder } from "@stockpool/channels";
import type pg from "pg";

/** The platform's clock is known to a few seconds, and its times are whole seconds. */
const clockMs = 10_000;

/**
 * An order that its platform deleted, as the hub knows it, with nothing of it open any more; null when the hub never knew it. A
 * platform that has deleted an order has no version of it to read, and no poll would ever tell. `readAt`: when it was not found, by
 * the platform's clock; whatever is told late of a time before that is older.
 */
export async function readDeletedOrder(
  pool: pg.Pool,
  channelId: string,
  platformOrderId: string,
  readAt: Date,
): Promise<PlatformOrder | null> {
  const { rows } = await pool.query<PlatformOrder>({
    name: "worker_read_deleted_order",
    text: `
      select o.platform_order_id as "platformOrderId", o.name, o.placed_at as "placedAt", o.country,
        o.fulfilled_by as "fulfilledBy", greatest($3, o.platform_updated_at + interval '1 millisecond') as "updatedAt",
        (select coalesce(json_agg(json_build_object('platformLineId', l.platform_line_id, 'platformId', l.platform_id,
            'sku', l.sku, 'barcode', null, 'title', l.title, 'ordered', l.ordered,
            'cancelled', l.ordered - l.shipped, 'shipped', l.shipped) order by l.platform_line_id), '[]')
          from order_line l where l.order_id = o.id) as lines
      from "order" o
      where o.channel_id = $1 and o.platform_order_id = $2`,
    values: [channelId, platformOrderId, new Date(readAt.getTime() + clockMs)],
  });
  return rows[0] ?? null;
}
