import type pg from "pg";
import { applyBatch } from "../apply.ts";
import { rowsOf } from "../query.ts";
import type { RuleScope } from "./queue-jobs.ts";

/** Computes anew what is published of these products, chunk by chunk. */
export async function republishProducts(pool: pg.Pool, productIds: string[], signal?: AbortSignal): Promise<number> {
  const ids = [...new Set(productIds)].sort();
  for (let from = 0; from < ids.length; from += chunkMax) {
    signal?.throwIfAborted();
    await applyBatch(pool, [{ verb: "republish", productIds: ids.slice(from, from + chunkMax) }], new Date());
  }
  return ids.length;
}

/** Products of one transaction: their locks are held for some milliseconds. */
const chunkMax = 500;

const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Computes anew what is published of every product in the scope that is listed there, chunk by chunk. Reads what counts now,
 * so it may be repeated or broken off anywhere. Returns the products done.
 */
export async function republishAll(pool: pg.Pool, scope: RuleScope, signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (let after = firstId; !signal?.aborted; ) {
    const productIds = await listedAfter(pool, scope, after);
    const last = productIds.at(-1);
    if (last === undefined) return done;
    await applyBatch(pool, [{ verb: "republish", productIds }], new Date());
    done += productIds.length;
    after = last;
  }
  throw new Error(`republishing was broken off after ${done} products`);
}

async function listedAfter(pool: pg.Pool, { channelId, productId }: RuleScope, after: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    pool,
    "catalogue-listed",
    `select distinct product_id as id from listing
     where product_id > $1 and ($2::uuid is null or channel_id = $2) and ($3::uuid is null or product_id = $3)
     order by product_id limit ${chunkMax}`,
    [after, channelId, productId],
  );
  return rows.map((row) => row.id);
}
