import type pg from "pg";

/** What came of the last time that a person had a listing read back and set right. */
export interface ListingResync {
  actor: string;
  askedAt: Date;
  readAt: Date | null;
  state: ResyncState;
  live: number | null;
  expected: number | null;
  error: string | null;
}

export type ResyncState =
  | "waiting"
  | "failed"
  | "not_found"
  | "right"
  | "judging"
  | "being_written"
  | "set_right"
  | "explained";

// A drift bears the moment of the reading that it was found in; one that was open before is set right after the reading.
const statement = `
  select r.listing_id as id, r.actor, r.asked_at as "askedAt", r.read_at as "readAt", r.live, r.expected, r.error,
    case
      when r.failed_at is not null then 'failed'
      when r.read_at is null then 'waiting'
      when r.live is null then 'not_found'
      when d.listing_id is not null then 'judging'
      when f.ended_as = 'pushed' or p.confirmed_at > f.healing_at then 'set_right'
      when f.healing_at is not null and f.ended_at is null then 'being_written'
      when f.listing_id is not null or r.live is distinct from r.expected then 'explained'
      else 'right'
    end as state
  from listing_resync r
  left join published_quantity p on p.listing_id = r.listing_id
  left join doubt d on d.listing_id = r.listing_id
  left join lateral (
    select listing_id, ended_as, ended_at, healing_at from drift
    where listing_id = r.listing_id and greatest(found_at, healing_at) >= r.read_at order by found_at limit 1
  ) as f on true
  where r.listing_id = any ($1::uuid[])`;

/** The last resync of each listing that had one. */
export async function readListingResyncs(pool: pg.Pool, listingIds: string[]): Promise<Map<string, ListingResync>> {
  const { rows } = await pool.query<ListingResync & { id: string }>(statement, [listingIds]);
  return new Map(rows.map((row) => [row.id, row]));
}
