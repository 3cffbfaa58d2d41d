import type pg from "pg";
import { applyBatch } from "../apply.ts";
import { rowsOf } from "../query.ts";

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

/** What a change concerns; null: whatever it is. */
export interface RepublishScope {
  channelId: string | null;
  productId: string | null;
  /** What lies there. */
  locationId?: string | null;
  /** With a channel: its quantities are written to another place from now on. */
  isRemapped?: boolean;
}

/**
 * Computes anew what is published of every product in the scope, chunk by chunk, and fills the shortages that the change lets
 * fill. Reads what counts now, so it may be repeated or broken off anywhere. Returns the products done.
 */
export async function republishAll(pool: pg.Pool, scope: RepublishScope, signal?: AbortSignal): Promise<number> {
  let done = 0;
  const remapped = scope.isRemapped && scope.channelId ? { remappedChannelId: scope.channelId } : {};
  for (let after = firstId; !signal?.aborted; ) {
    const productIds = await concernedAfter(pool, scope, after);
    const last = productIds.at(-1);
    if (last === undefined) return done;
    await applyBatch(pool, [{ verb: "republish", productIds, ...remapped }], new Date());
    done += productIds.length;
    after = last;
  }
  throw new Error(`republishing was broken off after ${done} products`);
}

async function concernedAfter(pool: pg.Pool, scope: RepublishScope, after: string): Promise<string[]> {
  const { channelId, productId, locationId } = scope;
  const rows = locationId
    ? await rowsOf<{ id: string }>(pool, "catalogue-at-location", atLocationSql, [after, locationId])
    : await rowsOf<{ id: string }>(pool, "catalogue-listed", listedSql, [after, channelId, productId]);
  return rows.map((row) => row.id);
}

const atLocationSql = `
  select product_id as id from stock_level where location_id = $2 and product_id > $1
  order by product_id limit ${chunkMax}`;

// Beside what is listed: what orders of the channel are short of, for it may be a component, or listed no more.
const listedSql = `
  select id from (
    (select distinct product_id as id from listing
      where product_id > $1 and ($2::uuid is null or channel_id = $2) and ($3::uuid is null or product_id = $3)
      order by product_id limit ${chunkMax})
    union
    (select distinct s.product_id from shortage s join order_line l on l.id = s.order_line_id
        join "order" o on o.id = l.order_id
      where s.ended_at is null and s.product_id > $1 and o.channel_id = $2 and $3::uuid is null
      order by s.product_id limit ${chunkMax})
  ) as concerned
  order by id limit ${chunkMax}`;
