import type pg from "pg";

/** Hours before it went live, or was made, from which a channel's orders are read when it was never polled. */
const firstLookHours = 24;

/** The moment up to which all orders of a channel are known; for one never polled, where its first poll starts. */
export async function readWatermark(pool: pg.Pool, channelId: string): Promise<Date> {
  const { rows } = await pool.query<{ ordersUntil: Date }>({
    name: "watermark_read",
    text: `
      select coalesce(w.orders_until, ${firstLookSql}) as "ordersUntil"
      from channel c left join watermark w on w.channel_id = c.id
      where c.id = $1`,
    values: [channelId],
  });
  const row = rows[0];
  if (!row) throw new Error(`channel ${channelId} does not exist`);
  return row.ordersUntil;
}

/** Records a complete run: every order that the platform knew at `ordersUntil` is known here. Never moves back. */
export async function moveWatermark(pool: pg.Pool, channelId: string, ordersUntil: Date, at: Date): Promise<void> {
  await pool.query({
    name: "watermark_move",
    text: `
      insert into watermark as w (channel_id, orders_until, polled_at) values ($1, $2, $3)
      on conflict (channel_id) do update
      set orders_until = greatest(w.orders_until, excluded.orders_until), polled_at = excluded.polled_at,
        failed_at = null, error = null`,
    values: [channelId, ordersUntil, at],
  });
}

/**
 * Records a run that broke off. `ordersUntil` is how far it came, null when it came nowhere; `error` must hold no secret,
 * and is null when nothing failed and the run only had to stop for a while.
 */
export async function breakOffPoll(
  pool: pg.Pool,
  channelId: string,
  poll: { ordersUntil: Date | null; error: string | null },
  at: Date,
): Promise<void> {
  await pool.query({
    name: "watermark_break_off",
    text: `
      insert into watermark as w (channel_id, orders_until, failed_at, error)
      select c.id, coalesce($2::timestamptz, ${firstLookSql}), case when $3::text is null then null else $4::timestamptz end, $3
      from channel c where c.id = $1
      on conflict (channel_id) do update
      set orders_until = greatest(w.orders_until, $2::timestamptz),
        failed_at = coalesce(excluded.failed_at, w.failed_at), error = coalesce(excluded.error, w.error)`,
    values: [channelId, poll.ordersUntil, poll.error, at],
  });
}

const firstLookSql = `least(c.live_since, c.created_at) - interval '${firstLookHours} hours'`;
