import { type Db, rowsOf } from "../query.ts";
import type { Expectation } from "../state.ts";

/** Open expectations of these products, and those with these ids, ended or not; earliest first, those without a time last. */
export async function loadExpectations(db: Db, ids: string[], productIds: string[]): Promise<Expectation[]> {
  if (ids.length + productIds.length === 0) return [];
  return rowsOf<Expectation>(
    db,
    "stock-expectations",
    `select id, product_id as "productId", location_id as "locationId", source, from_location_id as "fromLocationId",
       quantity, received, lost, expected_at as "expectedAt", reference, made_at as "madeAt", made_by_id as "madeById",
       ended_at as "endedAt", ended_as as "endedAs", ended_by_id as "endedById"
     from expectation where id in (
       select unnest($1::uuid[])
       union all
       select id from expectation where product_id = any($2::uuid[]) and ended_at is null)
     order by expected_at nulls last, id`,
    [ids, productIds],
  );
}
