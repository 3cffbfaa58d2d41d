import { type Db, rowsOf } from "../query.ts";
import type { Order } from "../state.ts";
import type { Named } from "./named.ts";
import { withHolders, withInside } from "./nesting.ts";

/** The products of a batch. */
export interface Reach {
  /** Those that it may touch, to be locked. */
  toLock: string[];
  /** The same, and all that is inside them. */
  toRead: string[];
}

/** The products that a batch names. Read without locks, so `lockState` checks that it still holds. */
export async function resolveNamed(db: Db, named: Named): Promise<string[]> {
  const found = await Promise.all([sold(db, named), kept(db, named)]);
  return found.flat().map((row) => row.product_id);
}

/**
 * How far a batch reaches that names these products and orders: to what is inside them, and to every bundle that holds one of
 * these. Read without locks, so `lockState` checks that it still holds.
 */
export async function reachOf(db: Db, named: string[], orders: Iterable<Order>): Promise<Reach> {
  const own = new Set([...named, ...productsIn(orders)]);
  const [inside, holders] = await Promise.all([withInside(db, own), withHolders(db, own)]);
  const toLock = inside.size > own.size ? await withHolders(db, inside) : holders;
  const toRead = toLock.size > inside.size ? await withInside(db, toLock) : toLock;
  return { toLock: [...toLock], toRead: [...toRead] };
}

function productsIn(orders: Iterable<Order>): string[] {
  const lines = [...orders].flatMap((order) => order.lines);
  return lines.flatMap(({ productId, parts }) => [
    ...(productId ? [productId] : []),
    ...(parts ?? []).map((part) => part.productId),
  ]);
}

async function sold(db: Db, { listings, productIds }: Named): Promise<{ product_id: string }[]> {
  return rowsOf<{ product_id: string }>(db, "stock-resolve", resolveSql, [
    listings.map((one) => one.channelId),
    listings.map((one) => one.platformId),
    productIds,
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
    cross join lateral (
      select product_id from listing where channel_id = k.channel_id and platform_id = k.platform_id offset 0
    ) l
  where l.product_id is not null
  union
  select id from product where id = any($3::uuid[])`;
