import type pg from "pg";
import { lockPublished } from "../push/lock-published.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { changeExposures, lockGuaranteed, type Pushed } from "./with-exposures.ts";

/** A guaranteed listing of which it is not known well enough what its platform shows: a reading would tell. */
export interface UnsureListing extends Pushed {
  platformId: string;
  platformStockId: string | null;
  expected: number | null;
  /** How often orders changed its exposure before the reading. */
  changes: number;
}

/**
 * The channel's guaranteed listings that may sell more than they are believed to show, with nothing under way that will tell.
 * Where the platform subtracts open orders itself, only a write tells; those are written anew.
 */
export async function readUnsure(pool: pg.Pool, channelId: string, limit: number): Promise<UnsureListing[]> {
  return rowsOf<UnsureListing>(
    pool,
    "guarantee-unsure",
    `select e.listing_id as "listingId", l.product_id as "productId", true as "isGuaranteed",
       l.platform_id as "platformId", l.platform_stock_id as "platformStockId", p.expected, e.changes
     from exposure e join listing l on l.id = e.listing_id join channel c on c.id = e.channel_id
       join published_quantity p on p.listing_id = e.listing_id
     where e.channel_id = $1 and c.write_kind <> 'net_of_open_orders' and l.status = 'linked' and l.product_id is not null
       and e.next_units is null and e.raised is null and (p.expected is distinct from e.units or e.units < 0)
       and not exists (select from push u where u.listing_id = e.listing_id and u.state = 'sent')
     order by e.listing_id limit $2`,
    [channelId, limit],
  );
}

/** What was read of one listing. */
export interface ExposureReading {
  listing: UnsureListing;
  live: number;
}

/**
 * Records what was read between these two moments. A listing of which an order came in meanwhile is left as it is and read again:
 * nobody can tell whether the reading contains that order.
 */
export async function recordExposureReadings(
  pool: pg.Pool,
  readings: ExposureReading[],
  reading: { from: Date; after: Date },
  at: Date,
): Promise<void> {
  if (readings.length === 0) return;
  await transact(pool, async (tx) => {
    const listings = readings.map(({ listing }) => listing);
    await lockGuaranteed(tx, listings, at);
    await lockPublished(
      tx,
      listings.map((one) => one.listingId),
    );
    const rows = await rowsOf<{ listingId: string }>(tx, "guarantee-record-reading", recordSql, [
      listings.map((one) => one.listingId),
      listings.map((one) => one.expected),
      listings.map((one) => one.changes),
      readings.map(({ live }) => live),
      at,
    ]);
    const recorded = new Set(rows.map((row) => row.listingId));
    const taken = readings
      .map(({ listing, live }) => ({ ...listing, live }))
      .filter((one) => recorded.has(one.listingId));
    await changeExposures(tx, taken, ({ live, changes }) => [{ kind: "read", live, ...reading, changes }], at);
  });
}

const recordSql = `
  update published_quantity p set
    expected = given.live,
    pending_since = case when p.quantity = given.live then null else coalesce(p.pending_since, $5::timestamptz) end,
    live = given.live, live_at = $5::timestamptz
  from unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) as given (listing_id, expected, changes, live), exposure e
  where p.listing_id = given.listing_id and e.listing_id = given.listing_id
    and p.expected is not distinct from given.expected and e.changes = given.changes
    and not exists (select from push u where u.listing_id = p.listing_id and u.state = 'sent')
  returning p.listing_id as "listingId"`;
