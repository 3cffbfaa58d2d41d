import type pg from "pg";
import type { Pushed } from "../guarantee/with-exposures.ts";
import { joinUnseenSql, wantedSql } from "./unseen-orders.ts";

/** A push that left and did not end: its process died, the platform's answer never came, or it was refused as stale. */
export interface UnansweredPush extends Pushed {
  pushId: string;
  at: Date;
  platformId: string;
  platformStockId: string | null;
  quantity: number;
  before: number | null;
  /** The platform refused it as stale: it certainly changed nothing. */
  isRefused: boolean;
  /** The platform took it then, and shows it later; null where it did not say so. */
  acceptedAt: Date | null;
  /** What the listing should show by now. */
  wanted: number;
  /** What the platform is believed to show now, were the push not there. */
  expected: number | null;
  /** What was read back, and when it was first seen so; null before the first reading. */
  live: number | null;
  liveAt: Date | null;
  /** How often orders changed its exposure; 0 when it has none. */
  exposureChanges: number;
}

/**
 * The channel's pushes without an answer, oldest first, those that were accepted and are still wanted last: they hold nothing up.
 * Leaves out those that the platform works on together and that are still wanted: they are looked at when it has ended. None of
 * their listings may be written before it is read back.
 */
export async function readUnanswered(pool: pg.Pool, channelId: string, limit: number): Promise<UnansweredPush[]> {
  const { rows } = await pool.query<UnansweredPush>({
    name: "push_read_unanswered",
    text: `
      with batched as (
        select distinct b.at, unnest(b.listing_ids) as listing_id from push_batch b where b.channel_id = $1
      ), looked_at as (
        select u.id, u.at, false as is_batched from push u
        where u.channel_id = $1 and u.state = 'sent'
          and not exists (select from batched where batched.at = u.at and batched.listing_id = u.listing_id)
        union all
        select u.id, u.at, true from waiting_listing w
        join push u on u.channel_id = w.channel_id and u.listing_id = w.listing_id and u.state = 'sent'
        where w.channel_id = $1
          and exists (select from batched where batched.at = u.at and batched.listing_id = u.listing_id)
      )
      ${unansweredSql("join looked_at on looked_at.id = u.id and looked_at.at = u.at")}
        and (not looked_at.is_batched or ${wantedSql} <> u.quantity)
      order by ${isAwaitedSql}, u.at, u.id
      limit $2`,
    values: [channelId, limit],
  });
  return rows;
}

/** The pushes without an answer of these listings of the channel. */
export async function readUnansweredOf(
  pool: pg.Pool,
  channelId: string,
  listingIds: string[],
): Promise<UnansweredPush[]> {
  const { rows } = await pool.query<UnansweredPush>({
    name: "push_read_unanswered_of",
    text: `${unansweredSql()} and u.listing_id = any ($2::uuid[])`,
    values: [channelId, listingIds],
  });
  return rows;
}

const isAwaitedSql = `(u.accepted_at is not null and ${wantedSql} = u.quantity)`;

const unansweredSql = (alsoJoined = "") => `
  select u.id as "pushId", u.at, u.listing_id as "listingId", l.platform_id as "platformId",
    l.platform_stock_id as "platformStockId", u.quantity, u.before,
    u.ended_at is not null as "isRefused", u.accepted_at as "acceptedAt", ${wantedSql} as wanted, p.expected, p.live, p.live_at as "liveAt",
    l.product_id as "productId", e.listing_id is not null as "isGuaranteed", coalesce(e.changes, 0) as "exposureChanges"
  from push u
  join listing l on l.id = u.listing_id
  join published_quantity p on p.listing_id = u.listing_id
  left join exposure e on e.listing_id = u.listing_id ${alsoJoined} ${joinUnseenSql()}
  where u.channel_id = $1 and u.state = 'sent'`;
