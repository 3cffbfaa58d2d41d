import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { type ChangedListings, changeListings, wishesMax } from "./change-listings.ts";
import type { ListingWish } from "./wish.ts";

export interface SuggestionsToAccept {
  key: string;
  actor: string;
  /** Null: of every channel. */
  channelId: string | null;
  /** 1–100; less sure suggestions wait on. */
  confidenceMin: number;
}

/**
 * Accepts the surest suggestions, at most `wishesMax` of them, each only as it is at this moment. Sent again with its key after it
 * broke off it takes those that are left.
 */
export async function acceptSuggestions(
  pool: pg.Pool,
  { key, actor, channelId, confidenceMin }: SuggestionsToAccept,
  at: Date,
): Promise<ChangedListings | Refused> {
  if (!Number.isInteger(confidenceMin) || confidenceMin < 1 || confidenceMin > 100) {
    return refused("quantity_out_of_range", `confidenceMin must be 1–100, got ${confidenceMin}`);
  }
  const { rows } = await pool.query<{ listingId: string; productId: string; packSize: number }>(suggestionsSql, [
    channelId,
    confidenceMin,
  ]);
  const wishes = rows.map(({ listingId, ...seen }): ListingWish => ({ kind: "accept", listingId, seen }));
  return changeListings(pool, { key, actor, wishes, asked: { channelId, confidenceMin } }, at);
}

const suggestionsSql = `
  select l.id as "listingId", l.suggested_id as "productId", l.pack_size as "packSize"
  from listing l join channel c on c.id = l.channel_id and c.removed_at is null
  where l.status = 'suggested' and l.confidence >= $2 and l.vanished_at is null and ($1::uuid is null or l.channel_id = $1)
  order by l.confidence desc, l.channel_id, l.platform_id limit ${wishesMax}`;
