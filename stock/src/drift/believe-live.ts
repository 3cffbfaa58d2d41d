import type pg from "pg";

/**
 * Takes what was read as the truth: the listing is believed to show it, and waits for a push as long as the hub wants another
 * quantity. Lowering goes out at once, as with every push; a raise waits for its poll. The caller has locked the rows.
 */
export async function believeLive(
  tx: pg.PoolClient,
  readings: { listingId: string; live: number }[],
  at: Date,
): Promise<void> {
  await tx.query({
    name: "drift_believe_live",
    text: `
      update published_quantity p set expected = given.live,
        pending_since = case when p.quantity <> given.live then coalesce(p.pending_since, $3::timestamptz) end
      from unnest($1::uuid[], $2::int[]) as given (listing_id, live)
      where p.listing_id = given.listing_id`,
    values: [readings.map((one) => one.listingId), readings.map((one) => one.live), at],
  });
}
