import { sumSql } from "@stockpool/stock";
import type pg from "pg";

export interface SalesHour {
  hour: Date;
  units: number;
  orders: number;
}

const statement = `
  with hour as (
    select generate_series(date_trunc('hour', $1::timestamptz) - make_interval(hours => $2::int - 1),
      date_trunc('hour', $1::timestamptz), interval '1 hour') as at
  ), sold as (
    select "order".channel_id, date_trunc('hour', "order".placed_at) as at,
      ${sumSql("order_line.ordered")} as units, count(distinct "order".id)::int as orders
    from "order" join order_line on order_line.order_id = "order".id
    where "order".placed_at >= (select min(at) from hour)
    group by 1, 2
  )
  select channel.id as "channelId", hour.at as hour, coalesce(sold.units, 0) as units, coalesce(sold.orders, 0) as orders
  from channel cross join hour
  left join sold on sold.channel_id = channel.id and sold.at = hour.at
  where channel.removed_at is null
  order by channel.code, hour.at`;

/** Units and orders per channel for each of the last `hours` hours, the running one included; quiet hours are zeros. */
export async function readSalesByHour(pool: pg.Pool, now: Date, hours: number): Promise<Map<string, SalesHour[]>> {
  const { rows } = await pool.query<SalesHour & { channelId: string }>(statement, [now, hours]);
  return Map.groupBy(rows, (row) => row.channelId);
}
