import type { Command } from "../command.ts";
import { type Db, rowsOf } from "../query.ts";
import { type Named, namedBy } from "./named.ts";
import { withHolders, withInside } from "./nesting.ts";

/**
 * The products that a batch may touch: those it names, those its orders name, what is inside them, and every bundle that holds
 * one of these. Read without locks, so `loadState` checks that it still holds.
 */
export async function resolveProducts(db: Db, commands: Command[]): Promise<string[]> {
  const words = namedBy(commands);
  const rows = await rowsOf<{ product_id: string }>(db, "stock-resolve", resolveSql, [
    words.listings.map((one) => one.channelId),
    words.listings.map((one) => one.platformId),
    words.orders.map((one) => one.channelId),
    words.orders.map((one) => one.platformOrderId),
    words.orderIds,
    words.productIds,
  ]);
  const named = [...rows, ...(await kept(db, words))].map((row) => row.product_id);
  return [...(await withHolders(db, await withInside(db, named)))];
}

/** What the holds and expectations that a batch names are of. */
async function kept(db: Db, { holdIds, expectationIds }: Named): Promise<{ product_id: string }[]> {
  if (holdIds.length + expectationIds.length === 0) return [];
  return rowsOf<{ product_id: string }>(db, "stock-resolve-kept", keptSql, [holdIds, expectationIds]);
}

const keptSql = `
  select product_id from reservation where hold_id = any($1::uuid[]) and ended_at is null
  union
  select product_id from hold_line where hold_id = any($1::uuid[])
  union
  select product_id from expectation where id = any($2::uuid[])`;

const resolveSql = `
  with touched_order as (
    select o.id from unnest($3::uuid[], $4::text[]) as k(channel_id, platform_order_id)
      join "order" o using (channel_id, platform_order_id)
    union all
    select unnest($5::uuid[])
  )
  select l.product_id from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id)
    join listing l using (channel_id, platform_id) where l.product_id is not null
  union
  select l.product_id from touched_order t join order_line l on l.order_id = t.id where l.product_id is not null
  union
  select (part ->> 'productId')::uuid from touched_order t
    join order_line l on l.order_id = t.id, jsonb_array_elements(l.parts) as part
  union
  select id from product where id = any($6::uuid[])`;
