import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { lockLinks } from "./lock-links.ts";
import { queueRepublish } from "./queue-jobs.ts";

/**
 * Removes a channel: its jobs end as soon as they look at it, its messages are refused, nothing is published there. Its orders stay: what is open can be
 * shipped, released and moved, and shortages of it are filled. Its code stays taken. Safe to repeat.
 */
export async function removeChannel(
  pool: pg.Pool,
  channelId: string,
  at: Date,
): Promise<{ kind: "channel_removed"; channelId: string } | Refused> {
  return transact(pool, async (tx) => {
    await lockLinks(tx);
    const [channel] = await rowsOf(
      tx,
      "catalogue-remove-channel",
      "update channel set removed_at = coalesce(removed_at, $2) where id = $1 returning id",
      [channelId, at],
    );
    if (!channel) return refused("channel_not_found", `there is no channel ${channelId}`);
    await stopPublishing(tx, channelId, at);
    // What was set aside for its listings alone is for all others now.
    await queueRepublish(tx, { channelId, productId: null });
    return { kind: "channel_removed", channelId };
  });
}

async function stopPublishing(db: Db, channelId: string, at: Date): Promise<void> {
  await db.query("delete from published_quantity where channel_id = $1", [channelId]);
  await db.query(exposuresSql, [channelId]);
  await db.query("delete from exposure where channel_id = $1", [channelId]);
  await db.query(
    `update push set state = 'superseded', ended_at = $2, error = 'the channel was removed'
     where channel_id = $1 and state = 'sent'`,
    [channelId, at],
  );
}

const exposuresSql = `
  with gone as (
    select d.product_id, d.location_id, sum(d.units)::int as units
    from exposure e join exposure_draw d on d.listing_id = e.listing_id where e.channel_id = $1 group by 1, 2
  )
  update stock_level l set exposed = l.exposed - gone.units,
    lapse = case when l.exposed - gone.units > l.available then l.lapse end
  from gone where l.product_id = gone.product_id and l.location_id = gone.location_id`;
