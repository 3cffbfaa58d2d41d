/**
 * SQL: what a listing is expected to show buyers, from its belief. Only where writes are conditions does a platform tell less
 * than nothing. `p` is its published quantity, `c` its channel.
 */
export const shownSql = "case when c.write_kind = 'compare_and_set' then p.expected else greatest(p.expected, 0) end";

/** SQL: a push of the listing may have taken effect and is not settled, or one is to leave. */
export const isOnItsWaySql = `(p.pending_since is not null or exists (
  select from push u where u.channel_id = p.channel_id and u.listing_id = p.listing_id and u.state = 'sent'
))`;

/** SQL: the listing shows a guaranteed part. */
export const isGuaranteedSql = "exists (select from exposure e where e.listing_id = p.listing_id)";
