import { type Db, rowsOf } from "../query.ts";
import type { Order } from "../state.ts";
import type { Named } from "./named.ts";
import { withHolders, withInside } from "./nesting.ts";

/**
 * The products that a batch may touch: those it names, those in its orders, what is inside them, and every bundle that holds one
 * of these. The orders are locked already; the rest is read without locks, so `lockState` checks that it still holds.
 */
export async function resolveProducts(db: Db, named: Named, orders: Iterable<Order>): Promise<string[]> {
  const rows = await rowsOf<{ product_id: string }>(db, "stock-resolve", resolveSql, [
    named.listings.map((one) => one.channelId),
    named.listings.map((one) => one.platformId),
    named.productIds,
  ]);
  const found = [...rows, ...(await kept(db, named))].map((row) => row.product_id);
  return [...(await withHolders(db, await withInside(db, [...found, ...productsIn(orders)])))];
}

function productsIn(orders: Iterable<Order>): string[] {
  const lines = [...orders].flatMap((order) => order.lines);
  return lines.flatMap(({ productId, parts }) => [
    ...(productId ? [productId] : []),
    ...(parts ?? []).map((part) => part.productId),
  ]);
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
  select l.product_id from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id)
    join listing l using (channel_id, platform_id) where l.product_id is not null
  union
  select id from product where id = any($3::uuid[])`;
