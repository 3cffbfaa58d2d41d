import type pg from "pg";
import { apply } from "../apply.ts";
import { newId } from "../new-id.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";

/** Products offered in one transaction. */
const chunkMax = 500;

/**
 * Portals and tills of the merchant's own sell the hub's whole catalogue, each product under its SKU. Offers what a channel does
 * not offer yet; safe to repeat, and goes on where it broke off. Returns the products offered.
 */
export async function offerCatalogue(pool: pg.Pool, channelId: string, signal: AbortSignal): Promise<number> {
  let offered = 0;
  for (;;) {
    signal.throwIfAborted();
    const some = await transact(pool, async (tx) => {
      const missing = await rowsOf<{ id: string }>(tx, "catalogue-not-offered", notOfferedSql, [channelId]);
      return offer(tx, [channelId], idsOf(missing));
    });
    if (some === 0) return offered;
    offered += some;
  }
}

/** Offers new products on all the merchant's own systems. */
export async function offerNew(tx: pg.PoolClient, productIds: string[]): Promise<void> {
  const own = await rowsOf<{ id: string }>(
    tx,
    "catalogue-own-systems",
    "select id from channel where platform in ('portal', 'pos') and removed_at is null",
    [],
  );
  await offer(tx, idsOf(own), productIds);
}

async function offer(tx: pg.PoolClient, channelIds: string[], productIds: string[]): Promise<number> {
  const pairs = channelIds.flatMap((channelId) => productIds.map((productId) => ({ channelId, productId })));
  if (pairs.length === 0) return 0;
  await rowsOf(tx, "catalogue-offer", offerSql, [
    pairs.map(() => newId()),
    pairs.map(({ channelId }) => channelId),
    pairs.map(({ productId }) => productId),
  ]);
  await apply(tx, [{ verb: "republish", productIds }], new Date());
  return productIds.length;
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

const notOfferedSql = `
  select p.id from product p
  where not exists (select from listing l where l.channel_id = $1 and l.platform_id = p.sku)
  order by p.id limit ${chunkMax}`;

const offerSql = `
  insert into listing (id, channel_id, product_id, platform_id, sku, title, status)
  select given.id, given.channel_id, p.id, p.sku, p.sku, p.title, 'linked'
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as given (id, channel_id, product_id)
    join product p on p.id = given.product_id
  on conflict (channel_id, platform_id) do nothing`;
