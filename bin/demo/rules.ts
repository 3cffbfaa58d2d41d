import { applyBatch, newId } from "@stockpool/stock";
import type pg from "pg";

/** Some rules, so that the numbers of the channels differ and their traces have something to tell. */
export async function addDemoRules(
  pool: pg.Pool,
  channels: { shop: string; bol: string; german: string },
  products: ReadonlyMap<string, string>,
): Promise<void> {
  const scarce = products.get("LMP-BLK-45CM") ?? null;
  await pool.query(
    `insert into rule (id, channel_id, product_id, safety_stock_units, share_kind, share_percent, stop_selling_at, cap)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::share_kind[], $6::numeric[], $7::int[], $8::int[])`,
    [
      [newId(), newId(), newId(), newId()],
      [null, channels.bol, channels.german, channels.bol],
      [null, null, null, scarce],
      [0, 2, null, 5],
      ["shared", null, "percentage", null],
      [null, null, 60, null],
      [0, null, 1, null],
      [null, 250, null, 10],
    ],
  );
  await applyBatch(pool, [{ verb: "republish", productIds: [...products.values()] }], new Date());
}
