import { commitSoonSql } from "@stockpool/stock";

// Budgets are reckoned by the database's clock, which is one for all workers. Each statement is one atomic change of one row: of
// two workers the second sees what the first took. $1 channel, $2 endpoint.
// None waits for the disk: all callers of an endpoint want the same row.

/**
 * Takes a place in a limit of calls. $3 the most calls, $4 seconds that they may stand in, $5 milliseconds that the caller may
 * wait. Gives no row, and takes nothing, when that would take longer.
 */
export const takeSql = `
  insert into budget as b (channel_id, endpoint, taken) values ($1, $2, array[statement_timestamp()])
  on conflict (channel_id, endpoint) do update
  set taken = (b.taken || PLACE)[greatest(1, cardinality(b.taken) + 2 - $3::int):]
  where PLACE <= statement_timestamp() + make_interval(secs => $5::float8 / 1000)
  returning extract(epoch from taken[cardinality(taken)] - statement_timestamp())::float8 * 1000 as "waitMs",
    ${commitSoonSql}`.replaceAll("PLACE", place());

/** How long a caller who got no place would have to wait. The same parameters as `takeSql` without the last. */
export const waitSql = `
  select extract(epoch from ${place()} - statement_timestamp())::float8 * 1000 as "waitMs"
  from budget b where channel_id = $1 and endpoint = $2`;

/** Now, after the platform's pause, or when the oldest of the last calls is long enough ago. */
function place(): string {
  return `greatest(
    statement_timestamp(), b.paused_until, b.taken[cardinality(b.taken) - $3::int + 1] + make_interval(secs => $4::float8)
  )`;
}

const levelNow = `least($3::float8, coalesce(b.level, $3)
  + coalesce(extract(epoch from statement_timestamp() - b.level_at)::float8, 0) * $4::float8)`;

const pauseSeconds = "coalesce(extract(epoch from b.paused_until - statement_timestamp())::float8, 0)";

/**
 * Takes points out of a bucket, if need be before they are there. $3 its size, $4 points that come back each second, $5 the
 * points, $6 points to leave in it, $7 milliseconds that the caller may wait. Gives no row when that would take longer.
 */
export const takePointsSql = `
  insert into budget as b (channel_id, endpoint, level, level_at)
  values ($1, $2, $3::float8 - $5::float8, statement_timestamp())
  on conflict (channel_id, endpoint) do update
  set level = ${levelNow} - $5, level_at = statement_timestamp()
  where greatest(($5 + $6::float8 - ${levelNow}) / $4, ${pauseSeconds}) * 1000 <= $7::float8
  returning level, greatest(-level / $4, ${pauseSeconds}, 0) * 1000 as "waitMs", ${commitSoonSql}`;

/** How long a caller who got no points would have to wait. The same parameters as `takePointsSql` without the last. */
export const waitForPointsSql = `
  select greatest(($5::float8 + $6::float8 - ${levelNow}) / $4, ${pauseSeconds}, 0) * 1000 as "waitMs"
  from budget b where channel_id = $1 and endpoint = $2`;

/** The platform said how many points ($3) are left. */
export const toldSql = `
  update budget set level = $3, level_at = statement_timestamp() where channel_id = $1 and endpoint = $2
  returning ${commitSoonSql}`;

/** The platform wants no call before $3 milliseconds have passed. */
export const pauseSql = `
  insert into budget as b (channel_id, endpoint, paused_until)
  values ($1, $2, statement_timestamp() + make_interval(secs => $3::float8 / 1000))
  on conflict (channel_id, endpoint) do update set paused_until = greatest(b.paused_until, excluded.paused_until)`;
