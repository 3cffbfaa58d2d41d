import type pg from "pg";
import type { Pushed } from "../guarantee/with-exposures.ts";
import { listingByKeySql, publishedByKeySql } from "./listing-by-key.ts";
import { joinUnseenSql, wantedSql } from "./unseen-orders.ts";

/** A linked listing whose wanted quantity is not what its platform is believed to show. */
export interface PendingListing extends Pushed {
  platformId: string;
  platformStockId: string | null;
  /** What is to be written: what the hub wants, less what was seen to be sold in orders that are not known yet. */
  quantity: number;
  version: number;
  /** Units that the platform is believed to show; null when that is not known. */
  expected: number | null;
  /** The last quantity that the platform confirmed; null before the first. */
  confirmed: number | null;
}

/** How long a quantity that the platform refused is not sent again; another quantity goes at once. */
export const rejectedPauseMs = 5 * 60_000;

/**
 * The channel's listings that wait for a push: lowering before raising and unknown, lowest quantity first. Leaves out those
 * with an unanswered push, which must be read back first, and those that the platform refused a moment ago. `listedUntil`: orders
 * before it would be known after a poll; what waited for them is given as if they were.
 */
export async function readPending(
  pool: pg.Pool,
  channelId: string,
  limit: number,
  at: Date,
  listedUntil: Date | null = null,
): Promise<PendingListing[]> {
  const { rows } = await pool.query<PendingListing>({
    name: "push_read_pending",
    text: `
      select p.listing_id as "listingId", l.platform_id as "platformId", l.platform_stock_id as "platformStockId",
        ${wantedSql} as quantity, p.version, p.expected, p.confirmed, l.product_id as "productId", exists (select from exposure e where e.listing_id = p.listing_id) as "isGuaranteed"
      from ${waitingSql} ${joinUnseenSql("$4")}
      where w.channel_id = $1 and l.status = 'linked'
        and ${wantedSql} is distinct from p.expected and ${notUnansweredSql} and ${notRefusedSql}
      order by coalesce(${wantedSql} >= p.expected, true), ${wantedSql}, p.listing_id
      limit $3`,
    values: [channelId, new Date(at.getTime() - rejectedPauseMs), limit, listedUntil],
  });
  return rows;
}

// Begins at those that wait: few do.
const waitingSql = `waiting_listing w
  cross join lateral (${publishedByKeySql("w.listing_id")}) p cross join lateral (${listingByKeySql("w.listing_id")}) l`;

const notUnansweredSql = `
  not exists (
    select from push u where u.channel_id = p.channel_id and u.listing_id = p.listing_id and u.state = 'sent'
  )`;

// `limit` keeps Postgres from reading all that was refused lately, of all listings, to join it.
const notRefusedSql = `
  (
    select r.id from push r
    where r.listing_id = p.listing_id and r.at > $2 and r.state = 'rejected' and r.quantity = p.quantity limit 1
  ) is null`;

/** The channels that push and have a listing waiting or a push without an answer, for whoever may have missed it. */
export async function channelsWithPending(pool: pg.Pool, at: Date): Promise<string[]> {
  const { rows } = await pool.query<{ channelId: string }>({
    name: "push_channels_with_pending",
    text: `
      select c.id as "channelId"
      from channel c
      where c.removed_at is null and c.paused_at is null and c.live_since <= $1 and (
        exists (select from push u where u.channel_id = c.id and u.state = 'sent')
        or exists (select from push_batch b where b.channel_id = c.id)
        or exists (
          select from ${waitingSql} where w.channel_id = c.id and l.status = 'linked' and ${notRefusedSql}
        )
      )`,
    values: [at, new Date(at.getTime() - rejectedPauseMs)],
  });
  return rows.map((row) => row.channelId);
}
