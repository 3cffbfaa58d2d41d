import { RateLimited } from "@stockpool/channels";
import { storable } from "@stockpool/stock";
import type pg from "pg";

/** A platform that failed so often in a row is left alone for a while. */
const failuresMax = 3;
const firstPauseSeconds = 15;
const pauseSecondsMax = 300;
/** A probe whose process died is tried again by another. */
const probeSeconds = 60;
/** Who waits for another's probe asks so soon again: it may be answered at once. */
const askAgainSeconds = 2;
/** How long a worker trusts what it saw of a platform that was well. */
const trustMs = 5_000;

/**
 * Whether a channel's platform answers at all, for all workers together. `closed`: calls go out. `open`: nobody calls. `half_open`:
 * one call is on its way to find out. While the platform is well, this asks the database once in five seconds.
 */
export class Circuit {
  readonly #pool: pg.Pool;
  readonly #channelId: string;
  /** Until when the platform may be taken to be well. */
  #wellUntil = 0;

  constructor(pool: pg.Pool, channelId: string) {
    this.#pool = pool;
    this.#channelId = channelId;
  }

  /** Lets a call out, or throws `RateLimited` with the time until the next one may try. */
  async pass(): Promise<void> {
    if (performance.now() < this.#wellUntil) return;
    const { rows } = await this.#pool.query<{ waitMs: number | null; failures: number }>({
      name: "circuit_pass",
      text: passSql,
      values: [this.#channelId, probeSeconds, askAgainSeconds],
    });
    const { waitMs = null, failures = 0 } = rows[0] ?? {};
    if (waitMs !== null) throw new RateLimited(Math.max(1, Math.ceil(waitMs)));
    if (failures === 0) this.#wellUntil = performance.now() + trustMs;
  }

  /** The platform answered. */
  async succeeded(): Promise<void> {
    if (performance.now() < this.#wellUntil) return;
    await this.#pool.query({ name: "circuit_close", text: closeSql, values: [this.#channelId] });
  }

  /** The platform did not answer a call that began at `startedAt`, by this process' clock. `reason` holds no secret. */
  async failed(reason: string, startedAt: number): Promise<void> {
    this.#wellUntil = 0;
    const tookSeconds = (performance.now() - startedAt) / 1_000;
    const values = [this.#channelId, storable(reason), tookSeconds, failuresMax, firstPauseSeconds, pauseSecondsMax];
    await this.#pool.query({ name: "circuit_fail", text: failSql, values });
  }
}

// Whoever finds the time for a probe come takes it; all others wait for what it brings.
const passSql = `
  with probe as (
    update circuit set state = 'half_open', since = now(), probe_at = now() + make_interval(secs => $2)
    where channel_id = $1 and state <> 'closed' and probe_at <= now()
    returning channel_id
  )
  select c.failures, case
      when c.state <> 'closed' and not exists (select from probe) then 1000 *
        least(extract(epoch from c.probe_at - now())::float8, case when c.state = 'half_open' then $3::float8 end)
    end as "waitMs"
  from circuit c where c.channel_id = $1`;

const closeSql = `
  update circuit set since = case when state = 'closed' then since else now() end,
    state = 'closed', failures = 0, probe_at = null
  where channel_id = $1 and (state <> 'closed' or failures > 0)`;

// A call that left before the circuit came into its state tells nothing new: many fail together when a platform goes down.
const failSql = `
  insert into circuit as c (channel_id, state, since, failures, reason) values ($1, 'closed', now(), 1, $2)
  on conflict (channel_id) do update set
    failures = c.failures + 1,
    reason = excluded.reason,
    state = case when c.failures + 1 >= $4 or c.state <> 'closed' then 'open' else 'closed' end::circuit_state,
    since = case when (c.failures + 1 >= $4) = (c.state = 'open') then c.since else now() end,
    probe_at = case when c.failures + 1 >= $4 or c.state <> 'closed' then
        now() + make_interval(secs => least($6::float8, $5::float8 * 2 ^ least(c.failures + 1 - $4::int, 20)))
      end
  where c.state = 'closed' or now() - make_interval(secs => $3::float8) >= c.since`;
