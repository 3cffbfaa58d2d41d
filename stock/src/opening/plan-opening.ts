import { quantityMax } from "../quantity.ts";
import { type Db, rowsOf } from "../query.ts";

/** Why a product's opening stock is not adopted. */
export type OpeningRefusal =
  | "product_is_bundle"
  | "reading_not_complete"
  | "listings_differ"
  | "has_stock_already"
  | "quantity_out_of_range";

/** One product of a reading, with what would become its stock. */
export interface OpeningRow {
  productId: string;
  sku: string;
  title: string;
  /** What its listings showed; null when the platform did not know one of them. */
  shown: number | null;
  /** Units of orders that the hub knew before it asked: the platform had taken them off, and they are still there. */
  openUnits: number;
  /** What on hand would become. */
  onHand: number;
  refusal: OpeningRefusal | null;
}

/**
 * The next products of a complete reading with the stock that they would open with: what was shown, plus the open units of the
 * channel's orders that were known before it was read. An order that came in between is counted too low, never too high.
 */
export async function planOpening(
  db: Db,
  readingId: string,
  after: string | null,
  limit: number,
): Promise<OpeningRow[]> {
  return rowsOf<OpeningRow>(db, "opening-plan", planSql, [readingId, after, limit]);
}

const planSql = `
  with shown as (
    select l.product_id, min(r.quantity) as least, max(r.quantity) as most, bool_or(r.quantity is null) as is_unread,
      min(r.asked_at) as asked_at, min(l.channel_id::text)::uuid as channel_id
    from live_row r join listing l on l.id = r.listing_id
    where r.reading_id = $1 and l.product_id is not null and ($2::uuid is null or l.product_id > $2)
    group by l.product_id order by l.product_id limit $3
  ), planned as (
    select s.*, least(${quantityMax}, coalesce((
      select sum(ol.ordered - ol.cancelled - ol.shipped) from order_line ol join "order" o on o.id = ol.order_id
      where ol.product_id = s.product_id and o.channel_id = s.channel_id and o.fulfilled_by = 'merchant'
        and o.imported_at < s.asked_at), 0))::int as open_units
    from shown s
  )
  select p.id as "productId", p.sku, p.title, n.least as shown, n.open_units as "openUnits",
    greatest(0, coalesce(n.least, 0) + n.open_units) as "onHand",
    case when p.current_recipe_id is not null then 'product_is_bundle'
      when n.is_unread then 'reading_not_complete'
      when n.least <> n.most then 'listings_differ'
      when exists (select from movement m where m.product_id = p.id and m.on_hand_delta <> 0) then 'has_stock_already'
      when n.least + n.open_units > ${quantityMax} then 'quantity_out_of_range'
    end as refusal
  from planned n join product p on p.id = n.product_id order by p.id`;
