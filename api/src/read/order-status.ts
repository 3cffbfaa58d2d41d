import type pg from "pg";

/** What a person must know first of an order, in the order of urgency. */
export type OrderStatus = "unlinked" | "short" | "cancelled" | "shipped" | "part_shipped" | "open";

/**
 * SQL that gives the status of `"order"`. One definition, for the field and for the filter. Orders that the platform
 * fulfils draw nothing from the pool: to them no product can be missing.
 */
export const orderStatusSql = `
  (select case
    when "order".fulfilled_by = 'merchant' and bool_or(line.product_id is null and line.ordered > line.cancelled)
      then 'unlinked'
    when exists (
      select from order_line short_line join shortage on shortage.order_line_id = short_line.id
      where short_line.order_id = "order".id and shortage.ended_at is null
    ) then 'short'
    when sum(line.ordered - line.cancelled) <= 0 then 'cancelled'
    when sum(line.ordered - line.cancelled - line.shipped) <= 0 then 'shipped'
    when sum(line.shipped) > 0 then 'part_shipped'
    else 'open'
  end from order_line line where line.order_id = "order".id)`;

const statement = `select id, ${orderStatusSql} as status from "order" where id = any($1::uuid[])`;

/** The status of each order. */
export async function readOrderStatus(pool: pg.Pool, orderIds: string[]): Promise<Map<string, OrderStatus>> {
  const { rows } = await pool.query<{ id: string; status: OrderStatus }>(statement, [orderIds]);
  return new Map(rows.map((row) => [row.id, row.status]));
}
