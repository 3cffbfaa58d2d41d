import { type Db, rowsOf } from "../query.ts";

/** What switching a channel on would do to what its platform shows, in listings. */
export interface LivePreview {
  /** Linked listings that publish a quantity. */
  listings: number;
  raised: number;
  /** To something above 0. */
  lowered: number;
  /** To 0, of those that show more, or of which nobody knows what they show. */
  zeroed: number;
  same: number;
  /** Would show something, and nobody knows what they show now. */
  unknown: number;
  /** Listings that would not be pushed: they have no product yet. */
  withoutProduct: number;
  /** Above this percentage of zeroed listings a second yes is needed. */
  zeroPercentMax: number;
  /** When the quantities were read that this compares with; null: never. */
  readAt: Date | null;
}

/** Compares what the channel's listings would show with what the last complete reading found. */
export async function readLivePreview(db: Db, channelId: string): Promise<LivePreview | null> {
  const [preview] = await rowsOf<LivePreview>(db, "opening-preview", previewSql, [channelId]);
  return preview ?? null;
}

/** Whether a person has to say yes once more. */
export function needsSecondYes({ listings, zeroed, zeroPercentMax }: LivePreview): boolean {
  return zeroed * 100 > zeroPercentMax * listings;
}

const previewSql = `
  with reading as (
    select id, finished_at from live_reading where channel_id = $1 and finished_at is not null
    order by asked_at desc limit 1
  ), wanted as (
    select p.quantity, r.quantity as shown from published_quantity p
    join listing l on l.id = p.listing_id and l.vanished_at is null
    left join live_row r on r.listing_id = p.listing_id and r.reading_id = (select id from reading)
    where p.channel_id = $1
  )
  select count(w.*)::int as listings,
    (count(*) filter (where w.quantity > w.shown))::int as raised,
    (count(*) filter (where w.quantity < w.shown and w.quantity > 0))::int as lowered,
    (count(*) filter (where w.quantity = 0 and w.shown is distinct from 0 and coalesce(w.shown, 1) > 0))::int as zeroed,
    (count(*) filter (where w.quantity = greatest(w.shown, 0) and w.shown is not null))::int as same,
    (count(*) filter (where w.quantity > 0 and w.shown is null))::int as unknown,
    (select coalesce(sum(count), 0)::int from listing_count
      where channel_id = $1 and status in ('unlinked', 'suggested', 'conflict')) as "withoutProduct",
    c.zero_percent_max as "zeroPercentMax", (select finished_at from reading) as "readAt"
  from channel c left join wanted w on true
  where c.id = $1 and c.removed_at is null group by c.id`;
