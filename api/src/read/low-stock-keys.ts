import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const days = z.string().regex(/^\d+(\.\d+)?(e[+-]?\d+)?$/);
const cursorParts = z.tuple([days, cursorPart.uuid]);

/** What does not sell lasts longer than anything that does. */
const foreverDays = 1e9;

const statement = `
  select id, array[cover::text, id::text] as "sortedBy" from (
    select p.id, case when v.per_day > 0 then coalesce(s.available, 0) / v.per_day else ${foreverDays} end as cover
    from product p
    left join lateral (select sum(available)::float8 as available from stock_level l where l.product_id = p.id) s on true
    left join product_velocity v on v.product_id = p.id
    where p.reorder_point is not null and p.current_recipe_id is null and coalesce(s.available, 0) <= p.reorder_point
  ) as low
  where $1::float8 is null or (cover, id) > ($1, $2::uuid)
  order by cover, id limit $3`;

/** The next products at or below their reorder point, fewest days of cover first. */
export async function readLowStockKeys(pool: pg.Pool, args: PageArgs, limit: number): Promise<Key[]> {
  const [cover = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [cover, id, limit]);
  return rows;
}
