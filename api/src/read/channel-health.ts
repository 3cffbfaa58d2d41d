import type pg from "pg";

/** How well a channel is kept in step. */
export interface ChannelHealth {
  ordersUntil: Date | null;
  polledAt: Date | null;
  pollError: string | null;
  lastOrderAt: Date | null;
  lastPushAt: Date | null;
  pushLagP50Ms: number | null;
  pushLagP95Ms: number | null;
  pushLagWorstMs: number | null;
  driftsOpen: number;
  driftsToday: number;
  driftsHealedToday: number;
  listingsMissing: number;
  eventsWaiting: number;
  oldestEventAt: Date | null;
  eventsSetAside: number;
  unlinkedLines: number;
}

/** The lag is that of so many last pushes, within a day. */
const pushesMeasured = 1000;

/** Counting problems stops here. */
const problemsMax = 1000;

const statement = `
  select channel.id,
    watermark.orders_until as "ordersUntil", watermark.polled_at as "polledAt",
    case when watermark.failed_at >= coalesce(watermark.polled_at, '-infinity') then watermark.error end as "pollError",
    (select imported_at from "order" where channel_id = channel.id order by placed_at desc, id limit 1) as "lastOrderAt",
    lag."lastPushAt", lag."pushLagP50Ms", lag."pushLagP95Ms", lag."pushLagWorstMs",
    (select count(*)::int from (
      select from drift where channel_id = channel.id and ended_at is null limit ${problemsMax}
    ) as first_of_them) as "driftsOpen",
    today."driftsToday", today."driftsHealedToday",
    (select count(*)::int from (
      select from published_quantity where channel_id = channel.id and missing_since is not null limit ${problemsMax}
    ) as first_of_them) as "listingsMissing",
    inbox."eventsWaiting", inbox."oldestEventAt",
    (select count(*)::int from (
      select from webhook_event where channel_id = channel.id and set_aside_at is not null limit ${problemsMax}
    ) as first_of_them) as "eventsSetAside",
    (select count(*)::int from (
      select from order_line join "order" on "order".id = order_line.order_id
      where order_line.product_id is null and order_line.ordered > order_line.cancelled
        and "order".channel_id = channel.id and "order".fulfilled_by = 'merchant' limit ${problemsMax}
    ) as first_of_them) as "unlinkedLines"
  from unnest($1::uuid[]) as channel (id)
  left join watermark on watermark.channel_id = channel.id
  cross join lateral (
    select max(ended_at) as "lastPushAt",
      round(percentile_cont(0.5) within group (order by milliseconds))::int as "pushLagP50Ms",
      round(percentile_cont(0.95) within group (order by milliseconds))::int as "pushLagP95Ms",
      round(max(milliseconds))::int as "pushLagWorstMs"
    from (
      select ended_at, extract(epoch from ended_at - at) * 1000 as milliseconds from push
      where channel_id = channel.id and state = 'confirmed' and at > now() - interval '1 day'
      order by at desc limit ${pushesMeasured}
    ) as confirmed
  ) as lag
  cross join lateral (
    select count(*)::int as "driftsToday", count(*) filter (where ended_as in ('pushed', 'adopted'))::int as "driftsHealedToday"
    from (
      select ended_as from drift
      where channel_id = channel.id and found_at > now() - interval '1 day' order by found_at desc limit ${problemsMax}
    ) as found
  ) as today
  cross join lateral (
    select count(*)::int as "eventsWaiting", min(received_at) as "oldestEventAt" from (
      select received_at from webhook_event
      where channel_id = channel.id and done_at is null and set_aside_at is null
      order by received_at, id limit ${problemsMax}
    ) as first_of_them
  ) as inbox`;

/** The health of each channel, in one statement. */
export async function readChannelHealth(pool: pg.Pool, channelIds: string[]): Promise<Map<string, ChannelHealth>> {
  const { rows } = await pool.query<ChannelHealth & { id: string }>(statement, [channelIds]);
  return new Map(rows.map((row) => [row.id, row]));
}
