import type pg from "pg";
import { applyBatch } from "../apply.ts";
import type { Mirror } from "../command/goods.ts";
import { newId } from "../new-id.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { storableId } from "../storable.ts";

/** Units of one thing in a platform's own warehouse. */
export interface WarehouseUnits {
  platformId: string | null;
  sku: string | null;
  barcode: string | null;
  sellable: number;
  unavailable: number;
  reserved: number;
  incoming: number;
}

/** What came of a reading. */
export interface Mirrored {
  products: number;
  /** Levels that were not as the platform tells. */
  changed: number;
  /** Things of which the hub knows no product. */
  unknown: number;
}

const batchMax = 500;

/** The location that mirrors a channel's warehouse; null when nobody wants it mirrored. */
export async function mirrorOf(pool: pg.Pool, channelId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>("select id from location where mirrors_id = $1", [channelId]);
  return rows[0]?.id ?? null;
}

/**
 * Makes the levels of a mirroring location what a whole reading of the warehouse says; what it does not name is 0. Only what
 * differs is written. Call it with complete readings only: a part of one would empty the rest. Safe to repeat.
 */
export async function mirrorWarehouse(
  pool: pg.Pool,
  channelId: string,
  locationId: string,
  reading: WarehouseUnits[],
  at: Date,
): Promise<Mirrored> {
  const { rows: known } = await pool.query<Known>(knownSql, [channelId, JSON.stringify(reading.map(asStored))]);
  requireQuantities(known, channelId);
  const differing = await storeReading(pool, locationId, known, at);
  for (let from = 0; from < differing.length; from += batchMax) {
    const batch = differing.slice(from, from + batchMax).map((row) => toCommand(row, channelId, locationId));
    const refusal = (await applyBatch(pool, batch, at)).find(({ kind }) => kind === "refused");
    if (refusal?.kind === "refused") throw new Error(`warehouse of ${channelId}: ${refusal.refusal.message}`);
  }
  await pool.query("update location set mirrored_at = $2 where id = $1", [locationId, at]);
  const named = known.reduce((sum, row) => sum + row.things, 0);
  return { products: known.length, changed: differing.length, unknown: reading.length - named };
}

/** A code that no database can hold is no product's. */
function asStored({ platformId, sku, barcode, ...units }: WarehouseUnits): WarehouseUnits {
  return { platformId: storableId(platformId), sku: storableId(sku), barcode: storableId(barcode), ...units };
}

/** What lies there is taken whole or not at all, so one number that no warehouse has spoils the reading. */
function requireQuantities(known: Known[], channelId: string): void {
  for (const { productId, sellable, unavailable, reserved, incoming } of known) {
    const told = { sellable, unavailable, reserved, incoming };
    if (Object.values(told).every((units) => isQuantity(units, 0)) && sellable + unavailable + reserved <= quantityMax)
      continue;
    const given = JSON.stringify(told);
    throw new Error(`warehouse of ${channelId}: units of ${productId} must be 0–${quantityMax}, got ${given}`);
  }
}

interface Known {
  productId: string;
  sellable: number;
  unavailable: number;
  reserved: number;
  incoming: number;
  /** So many rows of the reading are of this product. */
  things: number;
}

// A thing is the product of its listing, else the one with its barcode, else the one with its SKU; never a bundle.
const knownSql = `
  with told as (
    select ordinality, "platformId", sku, lpad(barcode, 14, '0') as gtin14, sellable, unavailable, reserved, incoming
    from rows from (json_to_recordset($2::json) as (
      "platformId" text, sku text, barcode text, sellable float8, unavailable float8, reserved float8, incoming float8
    )) with ordinality
  ), found as (
    select told.*, coalesce(
      (select l.product_id from listing l where l.channel_id = $1 and l.platform_id = told."platformId"),
      (select b.product_id from barcode b where b.gtin14 = told.gtin14),
      (select p.id from product p where p.sku = told.sku)
    ) as product_id
    from told
  )
  select product_id as "productId", sum(sellable) as sellable, sum(unavailable) as unavailable,
    sum(reserved) as reserved, sum(incoming) as incoming, count(*)::int as things
  from found
  where product_id is not null and exists (select from product p where p.id = product_id and p.current_recipe_id is null)
  group by product_id`;

interface Differing {
  productId: string;
  onHand: number;
  unavailable: number;
}

/** Keeps the reading, forgets what is no longer there, and gives the levels that are not as it says. */
async function storeReading(pool: pg.Pool, locationId: string, known: Known[], at: Date): Promise<Differing[]> {
  const { rows } = await pool.query<Differing>(storeSql, [locationId, JSON.stringify(known), at]);
  return rows;
}

const storeSql = `
  with told as (
    select * from json_to_recordset($2::json)
      as r ("productId" uuid, sellable int, unavailable int, reserved int, incoming int)
  ), kept as (
    insert into warehouse_stock (location_id, product_id, sellable, unavailable, reserved, incoming, read_at)
    select $1::uuid, "productId", sellable, unavailable, reserved, incoming, $3::timestamptz from told
    on conflict (location_id, product_id) do update set sellable = excluded.sellable, unavailable = excluded.unavailable,
      reserved = excluded.reserved, incoming = excluded.incoming, read_at = excluded.read_at
  ), gone as (
    delete from warehouse_stock where location_id = $1 and product_id not in (select "productId" from told)
  ), wanted as (
    select "productId", sellable + unavailable + reserved as on_hand, unavailable + reserved as unavailable from told
    union all
    select product_id, 0, 0 from stock_level where location_id = $1 and product_id not in (select "productId" from told)
  )
  select w."productId", w.on_hand as "onHand", w.unavailable
  from wanted w left join stock_level s on s.location_id = $1 and s.product_id = w."productId"
  where (coalesce(s.on_hand, 0), coalesce(s.unavailable, 0)) <> (w.on_hand, w.unavailable)
  order by w."productId"`;

function toCommand({ productId, onHand, unavailable }: Differing, channelId: string, locationId: string): Mirror {
  return {
    ...{ verb: "mirror", key: `mirror/${newId()}`, actor: `channel:${channelId}`, reason: "platform's warehouse" },
    ...{ productId, locationId, onHand, unavailable },
  };
}
