import type pg from "pg";
import { applyBatch } from "../apply.ts";
import { rowsOf } from "../query.ts";
import { Pace } from "./pace.ts";

/** Computes anew what is published of these products, chunk by chunk. */
export async function republishProducts(pool: pg.Pool, productIds: string[], signal?: AbortSignal): Promise<number> {
  const left = [...new Set(productIds)].sort();
  return inChunks(pool, async (size) => left.splice(0, size), {}, signal);
}

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
  let after = firstId;
  const next = async (size: number) => {
    const productIds = await concernedAfter(pool, scope, after, size);
    after = productIds.at(-1) ?? after;
    return productIds;
  };
  const isRemapped = scope.isRemapped && scope.channelId;
  return inChunks(pool, next, isRemapped ? { remappedChannelId: scope.channelId ?? "" } : {}, signal);
}

/** So many transactions at once: while one waits for the disk, another computes. */
const lanes = 2;

/** Takes chunk after chunk, each in a transaction of its own, until there is none; the products of two chunks never meet. */
async function inChunks(
  pool: pg.Pool,
  next: (size: number) => Promise<string[]>,
  rest: { remappedChannelId?: string },
  signal?: AbortSignal,
): Promise<number> {
  const pace = new Pace();
  let done = 0;
  let taking = Promise.resolve<string[]>([]);
  const take = () => {
    taking = taking.then(() => next(pace.size));
    return taking;
  };
  const work = async () => {
    for (let productIds = await take(); productIds.length > 0; productIds = await take()) {
      if (signal?.aborted) throw new Error(`republishing was broken off after ${done} products`);
      const begin = performance.now();
      await applyBatch(pool, [{ verb: "republish", productIds, ...rest }], new Date());
      pace.note(productIds.length, performance.now() - begin);
      done += productIds.length;
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return done;
}

async function concernedAfter(pool: pg.Pool, scope: RepublishScope, after: string, size: number) {
  const { channelId, productId, locationId } = scope;
  const rows = locationId
    ? await rowsOf<{ id: string }>(pool, "catalogue-at-location", atLocationSql, [after, locationId, size])
    : await rowsOf<{ id: string }>(pool, "catalogue-listed", listedSql, [after, channelId, productId, size]);
  return rows.map((row) => row.id);
}

const atLocationSql = `
  select product_id as id from stock_level where location_id = $2 and product_id > $1
  order by product_id limit $3`;

// Beside what is listed: what orders of the channel are short of, for it may be a component, or listed no more.
const listedSql = `
  select id from (
    (select distinct product_id as id from listing
      where product_id > $1 and ($2::uuid is null or channel_id = $2) and ($3::uuid is null or product_id = $3)
      order by product_id limit $4)
    union
    (select distinct s.product_id from shortage s join order_line l on l.id = s.order_line_id
        join "order" o on o.id = l.order_id
      where s.ended_at is null and s.product_id > $1 and o.channel_id = $2 and $3::uuid is null
      order by s.product_id limit $4)
  ) as concerned
  order by id limit $4`;
