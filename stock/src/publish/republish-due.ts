import type pg from "pg";
import { republishProducts } from "../catalogue/republish-all.ts";
import { withHolders } from "../load/nesting.ts";
import { rowsOf } from "../query.ts";

/**
 * Publishes anew every product that something is still to come of, alone or inside bundles, where a rule counts what comes: a
 * delivery enters the pre-order window, or is late, by the mere passing of time. Returns the products looked at.
 */
export async function republishDue(pool: pg.Pool, signal?: AbortSignal): Promise<number> {
  const rows = await rowsOf<{ id: string }>(
    pool,
    "publish-due",
    `select distinct product_id as id from expectation
     where ended_at is null and expected_at is not null and exists (select from rule where incoming_days is not null)`,
    [],
  );
  if (rows.length === 0) return 0;
  return republishProducts(
    pool,
    [
      ...(await withHolders(
        pool,
        rows.map((row) => row.id),
      )),
    ],
    signal,
  );
}
