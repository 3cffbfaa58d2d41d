import type pg from "pg";
import { apply } from "../apply.ts";
import { loadListings } from "../load/listings.ts";
import { loadRules } from "../load/rules.ts";
import { ruleBook } from "../publish/inherit.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { type AllottedShare, allotShares } from "./allot-shares.ts";
import { loadSelling } from "./load-selling.ts";
import { measureVelocity } from "./measure.ts";
import { readSales } from "./read-sales.ts";
import { sellersOf } from "./sellers.ts";
import { writeListingVelocity, writeProductVelocity } from "./write-velocity.ts";

const chunkMax = 500;

const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Measures anew how fast products and their listings sell, deals the shares that follow from it, and publishes what changed;
 * chunk by chunk, each in a transaction of its own. Reads what was sold until `at`, so it may be repeated or broken off
 * anywhere. Returns the products done.
 */
export async function recomputeVelocity(
  pool: pg.Pool,
  productIds: string[] | null,
  at: Date,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  for (let after = firstId; !signal?.aborted; ) {
    const ids = await productsAfter(pool, after, productIds);
    const last = ids.at(-1);
    if (last === undefined) return done;
    await transact(pool, (tx) => recompute(tx, ids, at));
    done += ids.length;
    after = last;
  }
  throw new Error(`measuring velocity was broken off after ${done} products`);
}

async function productsAfter(pool: pg.Pool, after: string, productIds: string[] | null): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    pool,
    "velocity-products",
    `select id from product where id > $1 and ($2::uuid[] is null or id = any($2)) order by id limit ${chunkMax}`,
    [after, productIds],
  );
  return rows.map((row) => row.id);
}

async function recompute(tx: pg.PoolClient, productIds: string[], at: Date): Promise<void> {
  const sales = await readSales(tx, productIds, at);
  const { listings } = await loadListings(tx, productIds);
  const book = ruleBook(await loadRules(tx, productIds));
  const all = [...listings.values()].flat();
  const selling = await loadSelling(
    tx,
    all.map(({ id }) => id),
  );
  const measured = new Map(
    all.map(({ id }) => {
      const { days, observedDays } = sales.listings.get(id) ?? { days: [], observedDays: 1 };
      const sharePercent = selling.get(id)?.sharePercent ?? null;
      return [id, { days, perDay: measureVelocity(days, observedDays), sharePercent }] as const;
    }),
  );
  const shares = new Map<string, AllottedShare>();
  for (const [productId, ofProduct] of listings) {
    for (const share of allotShares(sellersOf(ofProduct, productId, book, measured)))
      shares.set(share.listingId, share);
  }
  const known = all.filter(({ id }) => shares.has(id) || selling.has(id) || (measured.get(id)?.perDay ?? 0) > 0);
  await writeListingVelocity(
    tx,
    known.map(({ id }) => ({ id, ...(measured.get(id) ?? { days: [], perDay: 0 }), share: shares.get(id) ?? null })),
    at,
  );
  await writeProductVelocity(
    tx,
    [...sales.products].map(([id, { days, observedDays }]) => ({
      id,
      days,
      perDay: measureVelocity(days, observedDays),
    })),
    at,
  );
  const moved = all.filter(({ id }) => (shares.get(id)?.percent ?? null) !== (selling.get(id)?.sharePercent ?? null));
  const changed = [...new Set(moved.flatMap(({ productId }) => productId ?? []))];
  // In the same transaction: whoever sees the new shares sees the quantities that follow from them.
  if (changed.length > 0) await apply(tx, [{ verb: "republish", productIds: changed }], at);
}
