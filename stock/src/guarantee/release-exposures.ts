import { type Db, rowsOf } from "../query.ts";

/**
 * Sets free what these listings may sell: they are linked with no product any more, or with another. Call it with the
 * links locked, before the link changes.
 */
export async function releaseExposures(tx: Db, listingIds: string[]): Promise<void> {
  await rowsOf(
    tx,
    "guarantee-release",
    `with drawn as (
       select product_id, location_id, sum(units)::int as units from exposure_draw
       where listing_id = any($1::uuid[]) group by product_id, location_id
     ), freed as (
       update stock_level l set exposed = l.exposed - drawn.units,
         lapse = case when l.exposed - drawn.units > l.available then l.lapse end
       from drawn where l.product_id = drawn.product_id and l.location_id = drawn.location_id
     )
     delete from exposure where listing_id = any($1::uuid[])`,
    [listingIds],
  );
}
