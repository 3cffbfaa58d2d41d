import type pg from "pg";
import { rowsOf } from "../query.ts";
import { sumSql } from "../sum-sql.ts";

/** What a flash sale came to. */
export interface FlashSaleReport {
  /** Units ordered and not cancelled, by channel. */
  sold: { channelId: string; units: number }[];
  /** Units that were short in orders of the sale. */
  shortUnits: number;
  /** When the last unit of each product was promised; only products of which nothing is left. */
  soldOut: { productId: string; at: string }[];
}

/** Adds up what was ordered from the start of a sale until this moment. */
export async function reportOf(pool: pg.Pool, flashSaleId: string, until: Date): Promise<FlashSaleReport> {
  const values = [flashSaleId, until];
  const sold = await rowsOf<FlashSaleReport["sold"][number]>(pool, "flash-sale-sold", soldSql, values);
  const [short] = await rowsOf<{ units: number }>(pool, "flash-sale-short", shortSql, values);
  const soldOut = await rowsOf<{ productId: string; at: Date }>(pool, "flash-sale-sold-out", soldOutSql, values);
  return {
    sold,
    shortUnits: short?.units ?? 0,
    soldOut: soldOut.map(({ productId, at }) => ({ productId, at: at.toISOString() })),
  };
}

// Platforms tell the time of an order in whole seconds: one of the sale's first second is not before it.
const isOfSale = "o.placed_at >= date_trunc('second', f.starts_at) and o.placed_at <= $2";

const soldSql = `
  select o.channel_id as "channelId", ${sumSql("l.ordered - l.cancelled")} as units
  from flash_sale f join flash_sale_product p on p.flash_sale_id = f.id
    join order_line l on l.product_id = p.product_id join "order" o on o.id = l.order_id
  where f.id = $1 and ${isOfSale} and o.fulfilled_by = 'merchant'
    and l.ordered > l.cancelled
  group by o.channel_id order by o.channel_id`;

const shortSql = `
  select coalesce(${sumSql("s.quantity")}, 0) as units
  from flash_sale f join flash_sale_product p on p.flash_sale_id = f.id
    join order_line l on l.product_id = p.product_id join "order" o on o.id = l.order_id
    join shortage s on s.order_line_id = l.id
  where f.id = $1 and ${isOfSale}`;

// What was left at each place is told by the last movement there.
const soldOutSql = `
  select p.product_id as "productId", max(m.at) as at
  from flash_sale f join flash_sale_product p on p.flash_sale_id = f.id
    join movement m on m.product_id = p.product_id and m.at >= f.starts_at and m.at <= $2 and m.reserved_delta > 0
  where f.id = $1 and not exists (
    select from stock_level l
    cross join lateral (
      select available_after from movement
      where product_id = l.product_id and location_id = l.location_id and at <= $2 order by at desc, id desc limit 1
    ) as last
    where l.product_id = p.product_id and last.available_after > 0)
  group by p.product_id order by p.product_id`;
