import type pg from "pg";
import { startExposed } from "../guarantee/start-exposed.ts";
import { lockGuaranteed, type Pushed, writeExposures } from "../guarantee/with-exposures.ts";
import { loadOpenUnits } from "../load/ahead.ts";
import { newId } from "../new-id.ts";
import type { Trace } from "../publish/trace.ts";
import { transact } from "../transact.ts";
import { listingByKeySql } from "./listing-by-key.ts";
import type { PendingListing } from "./read-pending.ts";
import { joinUnseenSql, wantedSql } from "./unseen-orders.ts";

/** A push that may leave now. From here on its outcome is unknown until it is recorded. */
export interface StartedPush extends Pushed {
  pushId: string;
  /** When it was started; with `pushId` the key of its row. */
  at: Date;
  platformId: string;
  platformStockId: string | null;
  quantity: number;
  /** What the platform was believed to show before; null when that was not known. */
  before: number | null;
  /** Nothing was ever sent to this listing that may have taken effect. */
  isFirst: boolean;
  /** Units of the listing in open orders of the channel, of the same moment as `quantity`. Counted for `net_of_open_orders` only. */
  openUnits: number;
}

interface Claimed extends Omit<StartedPush, "pushId" | "at" | "openUnits"> {
  version: number;
}

/**
 * Writes a push of state `sent` for each listing that still wants what was read, before its call goes out: a crash leaves an
 * unanswered push, never an unknown one. Listings that changed meanwhile are left for the next look. Where it was not known
 * what the platform shows, `expected` holds the pushed quantity during the flight, so that orders imported meanwhile lower it.
 */
export async function startPushes(
  pool: pg.Pool,
  pending: PendingListing[],
  traces: Map<string, Trace>,
  countOpenUnits: boolean,
  at: Date,
): Promise<StartedPush[]> {
  return transact(pool, async (tx) => {
    const guarded = await lockGuaranteed(tx, pending, at);
    const versions = new Map(pending.map((row) => [row.listingId, row.version]));
    const current = (await claim(tx, [...versions.keys()])).filter(
      (row) => versions.get(row.listingId) === row.version,
    );
    // One that became guaranteed since it was read waits for the next look: its product is not locked.
    const claimed = current.filter(
      (row) => !row.isGuaranteed || (guarded !== null && startExposed(guarded, row.listingId, row.quantity)),
    );
    const productIds = claimed.map((row) => row.productId);
    if (guarded) await writeExposures(tx, guarded, productIds);
    // A second statement, so that it sees every shipment and order committed before the rows were locked; later ones have to
    // wait for the lock and find the push started.
    const openUnits = countOpenUnits
      ? await loadOpenUnits(
          tx,
          claimed.map((row) => row.listingId),
        )
      : new Map<string, number>();
    const started = claimed.map(({ version: _, ...row }) => {
      return { ...row, pushId: newId(), at, openUnits: openUnits.get(row.listingId) ?? 0 };
    });
    if (started.length > 0) await insertPushes(tx, started, traces);
    return started;
  });
}

async function claim(tx: pg.PoolClient, listingIds: string[]): Promise<Claimed[]> {
  const { rows } = await tx.query<Claimed>({
    name: "push_claim",
    text: `
      select p.listing_id as "listingId", l.platform_id as "platformId", l.platform_stock_id as "platformStockId",
        ${wantedSql} as quantity, p.version, p.expected as before,
        p.expected is null and (
          select u.id from push u where u.listing_id = p.listing_id and u.state in ('sent', 'confirmed', 'superseded') limit 1
        ) is null as "isFirst",
        l.product_id as "productId", exists (select from exposure e where e.listing_id = p.listing_id) as "isGuaranteed"
      from published_quantity p cross join lateral (${listingByKeySql("p.listing_id")}) l ${joinUnseenSql()}
      where p.listing_id = any ($1::uuid[]) and p.pending_since is not null and l.status = 'linked'
        and ${wantedSql} is distinct from p.expected
      order by p.listing_id
      for update of p`,
    values: [listingIds],
  });
  return rows;
}

async function insertPushes(tx: pg.PoolClient, started: StartedPush[], traces: Map<string, Trace>): Promise<void> {
  await tx.query({
    name: "push_insert",
    text: `
      with given as (
        select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[])
          as given (id, listing_id, before, quantity, trace)
      ), made_believe as (
        update published_quantity p set expected = given.quantity,
          pending_since = case when p.quantity = given.quantity then null else p.pending_since end
        from given where p.listing_id = given.listing_id and given.before is null
      )
      insert into push (id, at, channel_id, listing_id, before, quantity, state, trace)
      select given.id, $6, l.channel_id, given.listing_id, given.before, given.quantity, 'sent', given.trace::jsonb
      from given join listing l on l.id = given.listing_id`,
    values: [
      started.map((push) => push.pushId),
      started.map((push) => push.listingId),
      started.map((push) => push.before),
      started.map((push) => push.quantity),
      started.map((push) => JSON.stringify(traces.get(push.listingId) ?? null)),
      started[0]?.at,
    ],
  });
}
