import { type Db, rowsOf } from "../query.ts";
import type { AllottedShare } from "./allot-shares.ts";

interface Measured {
  id: string;
  /** Units per day, the newest day first. */
  days: number[];
  perDay: number;
}

/** Keeps how fast listings sell, with the share that follows and its reason. */
export async function writeListingVelocity(
  db: Db,
  rows: (Measured & { share: AllottedShare | null })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await rowsOf(
    db,
    "velocity-write-listings",
    `insert into listing_velocity (listing_id, per_day, days, share_percent, reason, computed_at)
     select id, per_day, array(select jsonb_array_elements_text(days)::int), share, reason, $6
     from unnest($1::uuid[], $2::float8[], $3::jsonb[], $4::numeric[], $5::jsonb[]) as n(id, per_day, days, share, reason)
     order by id
     on conflict (listing_id) do update set per_day = excluded.per_day, days = excluded.days,
       share_percent = excluded.share_percent, reason = excluded.reason, computed_at = excluded.computed_at`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.perDay),
      rows.map((row) => JSON.stringify(row.days)),
      rows.map((row) => row.share?.percent ?? null),
      rows.map((row) => (row.share ? JSON.stringify(row.share.reason) : null)),
      at,
    ],
  );
}

/** Keeps how fast products leave; what never sold and was never measured gets no row. */
export async function writeProductVelocity(db: Db, rows: Measured[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await rowsOf(
    db,
    "velocity-write-products",
    `insert into product_velocity (product_id, per_day, days, computed_at)
     select id, per_day, array(select jsonb_array_elements_text(days)::int), $4
     from unnest($1::uuid[], $2::float8[], $3::jsonb[]) as n(id, per_day, days)
     where per_day > 0 or exists (select from product_velocity known where known.product_id = n.id)
     order by id
     on conflict (product_id) do update set per_day = excluded.per_day, days = excluded.days, computed_at = excluded.computed_at`,
    [rows.map((row) => row.id), rows.map((row) => row.perDay), rows.map((row) => JSON.stringify(row.days)), at],
  );
}
