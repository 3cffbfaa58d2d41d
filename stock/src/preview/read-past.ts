import { available } from "../available.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Level } from "../state.ts";
import { emptyLevel, type PastSale, type PastSupply } from "./replay.ts";

const dayMs = 24 * 60 * 60_000;

/** The hub is thought to learn of an order no later than this: one that came by an import of old orders tells nothing. */
const lagMsMax = 10 * 60_000;

/** Order lines replayed; the newest products' pools come first. */
const linesMax = 20_000;

/** Orders of these listings in the days before `until`, oldest first. */
export async function readPastSales(db: Db, productIds: string[], until: Date, days: number): Promise<PastSale[]> {
  const rows = await rowsOf<{ listingId: string; placedAt: Date; importedAt: Date; units: number }>(
    db,
    "replay-sales",
    `select line.listing_id as "listingId", o.placed_at as "placedAt", o.imported_at as "importedAt",
       line.ordered - line.cancelled as units
     from order_line line join "order" o on o.id = line.order_id
     where line.product_id = any($1::uuid[]) and line.listing_id is not null and o.fulfilled_by = 'merchant'
       and o.placed_at > $2 and o.placed_at <= $3 and line.ordered > line.cancelled
     order by o.placed_at, line.id limit ${linesMax}`,
    [productIds, new Date(until.getTime() - days * dayMs), until],
  );
  return rows.map(({ listingId, placedAt, importedAt, units }) => {
    const lagMs = Math.min(lagMsMax, Math.max(0, importedAt.getTime() - placedAt.getTime()));
    return { listingId, units, at: placedAt, knownAt: new Date(placedAt.getTime() + lagMs) };
  });
}

/** What came and went in that time by anything but orders, and the levels as they were when it began. */
export async function readPastStock(db: Db, levels: ReadonlyMap<string, Level[]>, until: Date, days: number) {
  const values = [[...levels.keys()], new Date(until.getTime() - days * dayMs), until];
  const rows = await rowsOf<PastSupply & { supplied: number }>(db, "replay-movements", movementsSql, values);
  const goods = rows
    .filter(({ supplied }) => supplied !== 0)
    .map(({ supplied, ...row }): PastSupply => ({ ...row, units: supplied }));
  const held = await rowsOf<PastSupply>(db, "replay-holds", holdsSql, values);
  const supplies = [...goods, ...held].sort((a, b) => a.at.getTime() - b.at.getTime());
  return { supplies, levels: levelsBefore(levels, rows) };
}

/**
 * What each movement did to what is free; and what of it is supply: goods that came, went or may not be sold. What is reserved for
 * orders is not: the replay sells by itself, and what was oversold then may not be now.
 */
const movementsSql = `
  select m.at, m.product_id as "productId", m.location_id as "locationId",
    m.on_hand_delta - m.unavailable_delta - m.reserved_delta as units,
    case when o.verb in ('import_order', 'release', 'ship', 'reroute', 'sell') then 0
      else m.on_hand_delta - m.unavailable_delta end as supplied
  from movement m join operation o on o.id = m.operation_id
  where m.product_id = any($1::uuid[]) and m.at > $2 and m.at <= $3
    and (m.on_hand_delta <> 0 or m.unavailable_delta <> 0 or m.reserved_delta <> 0)
  order by m.at, m.id`;

/** Units that holds kept from sale, and gave back: to nobody, or to the order that was made of them, which is sold again. */
const holdsSql = `
  select t.at, r.product_id as "productId", r.location_id as "locationId", t.units
  from hold h join reservation r on r.hold_id = h.id,
    lateral (values (r.made_at, -r.quantity), (r.ended_at, r.quantity)) as t(at, units)
  where r.product_id = any($1::uuid[]) and t.at > $2 and t.at <= $3
  order by t.at, t.units desc, r.id`;

/** What was free at each place before all of these movements. */
function levelsBefore(levels: ReadonlyMap<string, Level[]>, moved: PastSupply[]): Map<string, Level[]> {
  const sums = new Map<string, number>();
  for (const { productId, locationId, units } of moved) {
    const key = `${productId}/${locationId}`;
    sums.set(key, (sums.get(key) ?? 0) + units);
  }
  return new Map(
    [...levels].map(([productId, rows]) => [
      productId,
      rows.map((level) => {
        const free = available(level) - (sums.get(`${productId}/${level.locationId}`) ?? 0);
        return { ...emptyLevel(level), onHand: Math.max(0, free) };
      }),
    ]),
  );
}

/** What is inside these products, what holds them, and what those hold, until nothing is added. */
export async function wholePools(db: Db, productIds: string[]): Promise<string[]> {
  const found = new Set(productIds);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    const rows = await rowsOf<{ id: string }>(
      db,
      "replay-pools",
      `select c.product_id as id from product p join component c on c.recipe_id = p.current_recipe_id
       where p.id = any($1::uuid[])
       union select p.id from component c join product p on p.current_recipe_id = c.recipe_id
       where c.product_id = any($1::uuid[])`,
      [[...found]],
    );
    for (const { id } of rows) found.add(id);
  }
  return [...found];
}
