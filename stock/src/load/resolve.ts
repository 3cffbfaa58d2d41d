import { type Db, rowsOf } from "../query.ts";
import { listingKey, type Order, type SoldListing } from "../state.ts";
import type { Named } from "./named.ts";
import { withHolders, withInside } from "./nesting.ts";

/** The products of a batch. */
export interface Reach {
  /** Those that it may touch, to be locked. */
  toLock: string[];
  /** The same, and all that is inside them. */
  toRead: string[];
}

/** What a batch names, as `keepLinks` keeps it. */
export interface Resolved {
  productIds: string[];
  /** The listings that its orders name by the platform's id, linked or not, by `listingKey`. */
  soldListings: Map<string, SoldListing>;
}

/** The products and listings that a batch names. Links stay as they are; of the rest `lockState` checks that it still holds. */
export async function resolveNamed(db: Db, named: Named): Promise<Resolved> {
  const [sold, products, kept] = await Promise.all([loadSold(db, named), loadNamed(db, named), loadKept(db, named)]);
  const soldIds = sold.flatMap(({ productId }) => productId ?? []);
  return {
    productIds: [...new Set([...soldIds, ...products, ...kept])],
    soldListings: new Map(sold.map((row) => [listingKey(row.channelId, row.platformId), row])),
  };
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

async function loadSold(db: Db, { listings }: Named): Promise<SoldListing[]> {
  if (listings.length === 0) return [];
  return rowsOf(db, "stock-sold-listings", soldSql, [
    listings.map((one) => one.channelId),
    listings.map((one) => one.platformId),
  ]);
}

/** Those of the products named that there are. */
async function loadNamed(db: Db, { productIds }: Named): Promise<string[]> {
  if (productIds.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(db, "stock-named", "select id from product where id = any($1::uuid[])", [
    productIds,
  ]);
  return rows.map((row) => row.id);
}

/** What the holds and expectations that a batch names are of. */
async function loadKept(db: Db, { holdIds, expectationIds }: Named): Promise<string[]> {
  if (holdIds.length + expectationIds.length === 0) return [];
  const rows = await rowsOf<{ product_id: string }>(db, "stock-resolve-kept", keptSql, [holdIds, expectationIds]);
  return rows.map((row) => row.product_id);
}

const keptSql = `
  select product_id from reservation where hold_id = any($1::uuid[]) and ended_at is null
  union
  select product_id from hold_line where hold_id = any($1::uuid[])
  union
  select product_id from expectation where id = any($2::uuid[])`;

// `offset 0` keeps Postgres from starting at all listings of a channel.
const soldSql = `
  select l.id, k.channel_id as "channelId", k.platform_id as "platformId", l.product_id as "productId"
  from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id)
    cross join lateral (
      select id, product_id from listing where channel_id = k.channel_id and platform_id = k.platform_id offset 0
    ) l`;
