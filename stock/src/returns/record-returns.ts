import type pg from "pg";
import { newId } from "../new-id.ts";
import { isQuantity } from "../quantity.ts";
import { isStorableId, storable } from "../storable.ts";

/** A return as a platform announced it. */
export interface AnnouncedReturn {
  platformReturnId: string;
  platformOrderId: string | null;
  platformLineId: string | null;
  sku: string | null;
  barcode: string | null;
  title: string | null;
  /** Units expected; 0: none any more, so that an undecided return waits for nobody. */
  quantity: number;
  reason: string | null;
  announcedAt: Date;
  isHandled: boolean;
}

/**
 * Keeps returns as expectations: no stock moves until a person says what came. Finds the order line by the platform's line id,
 * else by SKU or barcode within the order. Safe to repeat; a return that is known is only completed. Gives how many are new.
 */
export async function recordReturns(
  pool: pg.Pool,
  channelId: string,
  returns: AnnouncedReturn[],
  at: Date,
): Promise<number> {
  if (returns.length === 0) return 0;
  const rows = returns.filter(isStorable).map((row) => ({ id: newId(), ...asStored(row) }));
  const { rows: kept } = await pool.query<{ isNew: boolean }>({
    name: "returns_record",
    text: recordSql,
    values: [channelId, JSON.stringify(rows), at],
  });
  return kept.filter(({ isNew }) => isNew).length;
}

/** One that has no name of its own would be counted as another one. */
function isStorable({ platformReturnId, quantity }: AnnouncedReturn): boolean {
  return isStorableId(platformReturnId) && isQuantity(quantity, 0);
}

function asStored(row: AnnouncedReturn): AnnouncedReturn {
  const text = (told: string | null) => (told === null ? null : storable(told));
  return {
    ...row,
    platformOrderId: text(row.platformOrderId),
    platformLineId: text(row.platformLineId),
    sku: text(row.sku),
    barcode: text(row.barcode),
    title: text(row.title),
    reason: text(row.reason),
  };
}

const recordSql = `
  with told as (
    select *, lpad(barcode, 14, '0') as gtin14 from json_to_recordset($2::json) as r (
      id uuid, "platformReturnId" text, "platformOrderId" text, "platformLineId" text, sku text, barcode text, title text,
      quantity int, reason text, "announcedAt" timestamptz, "isHandled" boolean
    )
  ), found as (
    select told.*, o.id as order_id, line.id as order_line_id, coalesce(told.title, line.title) as known_title
    from told
    left join "order" o on o.channel_id = $1 and o.platform_order_id = told."platformOrderId"
    left join lateral (
      select l.id, l.title from order_line l left join listing li on li.id = l.listing_id
      where l.order_id = o.id and (
        l.platform_line_id = told."platformLineId" or l.sku = told.sku or lpad(li.barcode, 14, '0') = told.gtin14
        or exists (select from barcode b where b.product_id = l.product_id and b.gtin14 = told.gtin14)
      )
      order by l.platform_line_id = told."platformLineId" desc nulls last, l.platform_line_id limit 1
    ) as line on true
    where told.quantity > 0
  ), withdrawn as (
    update return set handled_at = coalesce(handled_at, $3) from told
    where return.channel_id = $1 and return.platform_return_id = told."platformReturnId" and told.quantity = 0
      and return.decided_at is null
  )
  insert into return (
    id, channel_id, platform_return_id, platform_order_id, order_id, order_line_id, sku, barcode, title, quantity, reason,
    announced_at, handled_at
  )
  select id, $1, "platformReturnId", "platformOrderId", order_id, order_line_id, sku, barcode, known_title, quantity, reason,
    "announcedAt", case when "isHandled" then $3::timestamptz end
  from found
  on conflict (channel_id, platform_return_id) do update set
    order_id = coalesce(return.order_id, excluded.order_id),
    order_line_id = coalesce(return.order_line_id, excluded.order_line_id),
    title = coalesce(return.title, excluded.title),
    quantity = greatest(excluded.quantity, return.restocked + return.unavailable, 1),
    handled_at = coalesce(return.handled_at, excluded.handled_at)
  returning xmax = 0 as "isNew"`;
