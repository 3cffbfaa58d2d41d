import type pg from "pg";
import { applyBatch } from "../apply.ts";
import { rowsOf } from "../query.ts";

interface Due {
  listingId: string;
  productId: string;
}

/**
 * Settles the channel's exposures that waited for no more than its orders until `watermark`, all of which are known now, and
 * publishes what that sets free.
 */
export async function settleKnown(pool: pg.Pool, channelId: string, watermark: Date, at: Date): Promise<void> {
  const due = await rowsOf<Due>(
    pool,
    "guarantee-due",
    `select e.listing_id as "listingId", l.product_id as "productId"
     from exposure e join listing l on l.id = e.listing_id
     where e.channel_id = $1 and e.next_after < $2 and l.product_id is not null and not ${isInBatchSql}
     order by e.listing_id`,
    [channelId, watermark],
  );
  for (let from = 0; from < due.length; from += chunk) {
    const commands = due.slice(from, from + chunk).map(({ listingId, productId }) => {
      return { verb: "change_exposure", productId, listingId, change: { kind: "known_until", watermark } } as const;
    });
    await applyBatch(pool, commands, at);
  }
}

/** What the platform still works on may overwrite whatever was written or read since: nothing settles before it has ended. */
const isInBatchSql = `exists (
  select from push_batch b where b.channel_id = e.channel_id and e.listing_id = any (b.listing_ids)
)`;

/** Exposures settled in one transaction: their products' locks are held for some milliseconds. */
const chunk = 200;

/** From when on a poll of the channel would settle an exposure; null when none waits. */
export async function settlesFrom(pool: pg.Pool, channelId: string): Promise<Date | null> {
  const [row] = await rowsOf<{ from: Date | null }>(
    pool,
    "guarantee-settles-from",
    `select min(e.next_after) as "from" from exposure e where e.channel_id = $1 and not ${isInBatchSql}`,
    [channelId],
  );
  return row?.from ?? null;
}
