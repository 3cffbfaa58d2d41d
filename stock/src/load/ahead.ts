import { mayReachNetMax, type Reach } from "../publish/net-max.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Ahead, Rule, VelocityShare } from "../state.ts";
import { sumSql } from "../sum-sql.ts";
import { loadExposures } from "./exposures.ts";
import { loadExpectations } from "./incoming.ts";
import { groupBy } from "./levels.ts";

/** What `loadAhead` was told already. */
export interface Known extends Reach {
  rules: Rule[];
  /** A listing has an exposure, be it of no unit: it ends when its rules guarantee nothing any more. */
  hasExposures: boolean;
}

/**
 * What the pipeline reads beside stock and rules: one statement each for open units, shares and expectations, and none at all
 * while no rule, no platform's limit and no level asks for it. `maxGain` is how many units the batch may bring at most.
 */
export async function loadAhead(db: Db, known: Known, maxGain: number): Promise<Ahead> {
  const listings = [...known.listings.values()].flat();
  const nearMax = mayReachNetMax(known, known.rules, maxGain);
  const isByVelocity = known.rules.some((rule) => rule.percentBy === "velocity");
  return {
    openUnits: nearMax.length > 0 ? await loadOpenUnits(db, nearMax) : null,
    velocity: isByVelocity ? await loadVelocityShares(db, idsOf(listings)) : new Map(),
    incoming: known.rules.some((rule) => rule.incomingDays !== null) ? await loadIncoming(db, known) : null,
    ...(isGuaranteed(known) ? await loadExposures(db, idsOf(listings)) : { exposures: null, mayShow: new Map() }),
  };
}

/** Whether a rule guarantees anything, or a listing is exposed still. */
function isGuaranteed({ rules, levels, hasExposures }: Known): boolean {
  return (
    hasExposures ||
    rules.some((rule) => rule.shareKind === "guaranteed" || rule.guardBelow !== null) ||
    [...levels.values()].some((rows) => rows.some((level) => level.exposed > 0))
  );
}

/**
 * Units of each listing in open orders that the merchant fulfils. Goes from the listings to their open lines to those lines' orders:
 * Postgres, left to choose, starts at the orders.
 */
export async function loadOpenUnits(db: Db, listingIds: string[]): Promise<Map<string, number>> {
  const rows = await rowsOf<{ id: string; units: number }>(
    db,
    "stock-open-units",
    `select line.listing_id as id, ${sumSql("line.units")} as units
     from unnest($1::uuid[]) as given (listing_id) cross join lateral (
       select listing_id, order_id, ordered - cancelled - shipped as units
       from order_line where listing_id = given.listing_id and ordered - cancelled - shipped > 0 offset 0
     ) line
     where (select fulfilled_by from "order" where id = line.order_id) = 'merchant'
     group by line.listing_id`,
    [listingIds],
  );
  return new Map(rows.map((row) => [row.id, row.units]));
}

async function loadVelocityShares(db: Db, listingIds: string[]): Promise<Map<string, VelocityShare>> {
  const rows = await rowsOf<VelocityShare & { id: string }>(
    db,
    "stock-velocity-shares",
    `select listing_id as id, share_percent::float8 as percent, per_day as "perDay"
     from listing_velocity where listing_id = any($1::uuid[]) and share_percent is not null`,
    [listingIds],
  );
  return new Map(rows.map(({ id, ...share }) => [id, share]));
}

async function loadIncoming(db: Db, { levels, products }: Known): Promise<Ahead["incoming"]> {
  const awaited = [...levels].filter(([, rows]) => rows.some((level) => level.incoming > 0)).map(([id]) => id);
  const short = await rowsOf<{ id: string; units: number }>(
    db,
    "stock-short-units",
    `select product_id as id, ${sumSql("quantity")} as units from shortage
     where product_id = any($1::uuid[]) and ended_at is null group by product_id`,
    [[...products.keys()]],
  );
  return {
    expectations: groupBy(await loadExpectations(db, [], awaited), (one) => one.productId),
    short: new Map(short.map((row) => [row.id, row.units])),
  };
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map((row) => row.id);
}
