import type pg from "pg";
import type { MemoryHub } from "../../../bin/simulate/hub.ts";
import { shownBy } from "../../../bin/simulate/shown.ts";
import { loadExposures } from "../../../stock/src/load/exposures.ts";

/** Everything that both sides keep, as rows that can be held against each other. */
export interface Kept {
  beliefs: Record<string, unknown>;
  exposures: Record<string, unknown>;
  /** What listings that are not guaranteed may be showing, and what guaranteed ones are believed to show. */
  shown: Record<string, number | null>;
  levels: Record<string, unknown>;
  short: Record<string, number>;
  /** Products that wait to be published by a job of their own. */
  queued: string[];
}

/** As the database has it. */
export async function inDatabase(pool: pg.Pool, listingIds: string[]): Promise<Kept> {
  const beliefs = await pool.query(beliefsSql);
  const exposures = await pool.query(exposuresSql);
  const levels = await pool.query(
    `select product_id || '/' || location_id as key, on_hand, unavailable, reserved, exposed, lapse from stock_level
     where (on_hand, reserved, exposed) <> (0, 0, 0)`,
  );
  const short = await pool.query(
    "select product_id as key, sum(quantity)::int as units from shortage where ended_at is null group by 1",
  );
  const queued = await pool.query(
    `select substring(key from 'republish:exposed:(.*)') as id from graphile_worker.jobs
     where key like 'republish:exposed:%' order by 1`,
  );
  const loaded = await loadExposures(pool, listingIds);
  const shown = [...(loaded.exposures ?? [])].map(([id, one]): [string, number | null] => [id, one.shown]);
  return {
    beliefs: Object.fromEntries(beliefs.rows.map(({ key, ...row }) => [key, row])),
    exposures: Object.fromEntries(exposures.rows.map(({ key, ...row }) => [key, row])),
    shown: Object.fromEntries([...shown, ...loaded.mayShow]),
    levels: Object.fromEntries(levels.rows.map(({ key, ...row }) => [key, row])),
    short: Object.fromEntries(short.rows.map(({ key, units }) => [key, units])),
    queued: queued.rows.map(({ id }) => id),
  };
}

const beliefsSql = `
  select p.listing_id as key, p.quantity, p.expected, p.pending_since is not null as is_pending, p.confirmed, p.confirmed_at,
    p.live, p.live_at, u.at as push_at, u.quantity as pushed, u.before, u.ended_at is not null as is_refused
  from published_quantity p left join push u on u.listing_id = p.listing_id and u.state = 'sent'`;

const exposuresSql = `
  select e.listing_id as key, e.units, e.next_units, e.next_from, e.next_after, e.is_next_blurred, e.raised, e.changes,
    coalesce((select json_object_agg(d.product_id || '/' || d.location_id, d.units)
      from exposure_draw d where d.listing_id = e.listing_id), '{}') as draws
  from exposure e`;

/** As the simulation has it. */
export function inMemory(hub: MemoryHub): Kept {
  return {
    beliefs: Object.fromEntries([...hub.beliefs].map(([id, belief]) => [id, beliefRow(belief)])),
    exposures: Object.fromEntries([...hub.exposures].map(([id, one]) => [id, exposureRow(one)])),
    shown: Object.fromEntries(
      [...hub.listings.values()].map(({ id, channelId }) => [id, shownRow(hub, id, channelId)]),
    ),
    levels: Object.fromEntries(
      [...hub.levels.values()].flat().flatMap((level) => {
        const { productId, locationId, onHand: on_hand, unavailable, reserved, exposed, lapse } = level;
        // A level of nothing is written only where something was.
        if (on_hand === 0 && reserved === 0 && exposed === 0) return [];
        return [[`${productId}/${locationId}`, { on_hand, unavailable, reserved, exposed, lapse }]];
      }),
    ),
    short: shortOf(hub),
    queued: [...hub.queued].sort(),
  };
}

function beliefRow(belief: NonNullable<ReturnType<MemoryHub["beliefs"]["get"]>>) {
  const { quantity, expected, isPending, confirmed, confirmedAt, live, liveAt, push } = belief;
  const flight = { push_at: push?.at ?? null, pushed: push?.quantity ?? null, before: push?.before ?? null };
  const seen = { confirmed, confirmed_at: confirmedAt, live, live_at: liveAt };
  return { quantity, expected, is_pending: isPending, ...seen, ...flight, is_refused: push?.isRefused ?? false };
}

function exposureRow({ units, next, raised, changes, draws }: NonNullable<ReturnType<MemoryHub["exposures"]["get"]>>) {
  const later = { next_units: next?.units ?? null, next_from: next?.from ?? null, next_after: next?.after ?? null };
  const drawn = Object.fromEntries(draws.map((one) => [`${one.productId}/${one.locationId}`, one.units]));
  return { units, ...later, is_next_blurred: next?.isBlurred ?? false, raised, changes, draws: drawn };
}

function shownRow(hub: MemoryHub, id: string, channelId: string): number | null {
  const belief = hub.beliefs.get(id);
  if (!belief) return 0;
  if (hub.exposures.has(id)) return shownBy(belief);
  return hub.mayShow(id, channelId, belief);
}

function shortOf(hub: MemoryHub): Record<string, number> {
  const short: Record<string, number> = {};
  for (const { productId, quantity } of hub.shortages) short[productId] = (short[productId] ?? 0) + quantity;
  return short;
}
