import { flatten } from "../bundle/flatten.ts";
import type { RuleBook } from "../publish/inherit.ts";
import { type Past, type PastListing, type ReplayResult, replay } from "./replay.ts";

/** Replays each pool by itself: the listings that share a product, alone or inside bundles. */
export function replayPools(past: Past, book: RuleBook, listings: PastListing[]): ReplayResult {
  const total: ReplayResult = { unitsOversold: 0, salesLost: 0, unitsParked: 0 };
  const pools = poolsOf(past, listings);
  const poolOf = new Map([...pools].flatMap(([pool, members]) => members.map((one) => [one.id, pool] as const)));
  const plainOf = plainProducts(past, listings);
  const poolOfProduct = new Map(
    listings.flatMap((one) => (plainOf.get(one.id) ?? []).map((id) => [id, poolOf.get(one.id)] as const)),
  );
  const sales = Map.groupBy(past.sales, (sale) => poolOf.get(sale.listingId));
  const supplies = Map.groupBy(past.supplies, (supply) => poolOfProduct.get(supply.productId));
  for (const [pool, members] of pools) {
    const ids = new Set(members.flatMap((one) => plainOf.get(one.id) ?? []));
    // Each pool keeps levels of its own, so it is given no others.
    const levels = new Map([...ids].map((id) => [id, past.pool.levels.get(id) ?? []]));
    const own = { sales: sales.get(pool) ?? [], supplies: supplies.get(pool) ?? [], pool: { ...past.pool, levels } };
    const result = replay({ ...past, ...own }, book, members);
    total.unitsOversold += result.unitsOversold;
    total.salesLost += result.salesLost;
    total.unitsParked = Math.round((total.unitsParked + result.unitsParked) * 10) / 10;
  }
  return total;
}

/** Listings by the name of their pool, which is one of the plain products in it. */
function poolsOf(past: Past, listings: PastListing[]): Map<string, PastListing[]> {
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    const up = parent.get(id) ?? id;
    if (up === id) return id;
    const top = find(up);
    parent.set(id, top);
    return top;
  };
  const plain = plainProducts(past, listings);
  for (const ids of plain.values()) for (const id of ids) parent.set(find(id), find(ids[0] ?? id));
  return Map.groupBy(listings, (one) => find(plain.get(one.id)?.[0] ?? one.product.id));
}

function plainProducts({ pool }: Past, listings: PastListing[]): Map<string, string[]> {
  return new Map(listings.map((one) => [one.id, flatten(pool.products, one.product.id).map((part) => part.productId)]));
}
