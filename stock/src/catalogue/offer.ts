import type pg from "pg";
import { apply } from "../apply.ts";
import type { Command } from "../command.ts";
import { newId } from "../new-id.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { lockLinks } from "./lock-links.ts";
import { ordersToLink } from "./orders-to-link.ts";

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
      await lockLinks(tx);
      const missing = await rowsOf<{ id: string }>(tx, "catalogue-not-offered", notOfferedSql, [channelId]);
      return offer(tx, [channelId], idsOf(missing));
    });
    if (some === 0) return offered;
    offered += some;
  }
}

/** The merchant's own systems, which new products are offered on; with any, no link changes until the transaction ends. */
export async function lockOwnSystems(tx: pg.PoolClient): Promise<string[]> {
  const own = await rowsOf<{ id: string }>(
    tx,
    "catalogue-own-systems",
    "select id from channel where platform in ('portal', 'pos') and removed_at is null order by id",
    [],
  );
  if (own.length > 0) await lockLinks(tx);
  return idsOf(own);
}

/** Offers products on own systems, and links what these sold of them before. The caller holds `lockLinks`, so that no sale is missed. */
export async function offer(tx: pg.PoolClient, channelIds: string[], productIds: string[]): Promise<number> {
  const pairs = channelIds.flatMap((channelId) => productIds.map((productId) => ({ channelId, productId })));
  if (pairs.length === 0) return 0;
  const offered = await rowsOf<{ channelId: string; platformId: string }>(tx, "catalogue-offer", offerSql, [
    pairs.map(() => newId()),
    pairs.map(({ channelId }) => channelId),
    pairs.map(({ productId }) => productId),
  ]);
  const orders: Command[] = [];
  for (const channelId of channelIds) {
    const sold = offered.filter((one) => one.channelId === channelId).map(({ platformId }) => platformId);
    orders.push(...(await ordersToLink(tx, channelId, sold, "hub")));
  }
  await apply(tx, [...orders, { verb: "republish", productIds }], new Date());
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
  on conflict (channel_id, platform_id) do nothing
  returning channel_id as "channelId", platform_id as "platformId"`;
