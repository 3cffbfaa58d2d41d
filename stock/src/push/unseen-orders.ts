import type pg from "pg";

/** Units that a listing was seen to show less than `expected`, which is believed of it. */
export interface UnseenUnits {
  listingId: string;
  expected: number;
  units: number;
}

/**
 * Notes units that were seen to be sold, as it seems, in orders which are not known yet: until all orders before `seenAt` are, so much
 * less is written. What a write has replaced since it was noted is beside what is seen now. Nothing is noted of a listing of which
 * another quantity is believed meanwhile, nor of a guaranteed one, whose exposure counts what is not known.
 */
export async function noteUnseenOrders(
  pool: pg.Pool,
  channelId: string,
  seen: UnseenUnits[],
  seenAt: Date,
): Promise<void> {
  if (seen.length === 0) return;
  await pool.query({
    name: "push_note_unseen",
    text: noteSql,
    values: [
      channelId,
      seen.map((one) => one.listingId),
      seen.map((one) => one.expected),
      seen.map((one) => one.units),
      seenAt,
    ],
  });
}

/** Since when the oldest of the channel's unseen orders that keep a quantity from being written are waited for; null when none do. */
export async function unseenSince(pool: pg.Pool, channelId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ since: Date | null }>({
    name: "push_unseen_since",
    text: `
      select min(s.seen_at) as since
      from unseen_order s join published_quantity p on p.listing_id = s.listing_id
      left join watermark m on m.channel_id = s.channel_id
      where s.channel_id = $1 and p.pending_since is not null and s.seen_at >= coalesce(m.orders_until, '-infinity')`,
    values: [channelId],
  });
  return rows[0]?.since ?? null;
}

/**
 * SQL: joins `unseen.units` of the published quantity `p`: what was noted, less the units of orders of its time that became known since.
 * `listedUntil`: a parameter; orders before it count as known already.
 */
export const joinUnseenSql = (listedUntil = "null") => `
  left join lateral (
    select s.units - coalesce((
      select sum(line.ordered)::int from order_line line join "order" o on o.id = line.order_id
      where line.listing_id = s.listing_id and o.fulfilled_by = 'merchant' and o.imported_at > s.seen_at
        and o.placed_at <= s.seen_at and o.placed_at > s.seen_at - interval '1 day'
    ), 0) as units
    from unseen_order s left join watermark m on m.channel_id = s.channel_id
    where s.listing_id = p.listing_id and s.seen_at >= greatest('-infinity', m.orders_until, ${listedUntil}::timestamptz)
  ) as unseen on true`;

/** SQL: what is to be written of `p` now. */
export const wantedSql = "greatest(0, p.quantity - greatest(0, coalesce(unseen.units, 0)))";

const noteSql = `
  with given as (
    select * from unnest($2::uuid[], $3::int[], $4::int[]) as given (listing_id, expected, units)
  ), void as (
    delete from unseen_order s using watermark m
    where s.channel_id = $1 and m.channel_id = $1 and s.seen_at < m.orders_until and s.listing_id <> all ($2::uuid[])
  )
  insert into unseen_order (listing_id, channel_id, units, seen_at)
  select p.listing_id, p.channel_id,
    given.units + case when p.confirmed_at > before.seen_at then greatest(0, coalesce(unseen.units, 0)) else 0 end, $5
  from given join published_quantity p on p.listing_id = given.listing_id
  left join unseen_order before on before.listing_id = p.listing_id
  ${joinUnseenSql()}
  where p.expected = given.expected and not exists (select from exposure e where e.listing_id = p.listing_id)
  order by p.listing_id
  on conflict (listing_id) do update set units = excluded.units, seen_at = excluded.seen_at`;
