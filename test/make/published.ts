import type pg from "pg";
import type { PendingListing } from "../../stock/src/push/read-pending.ts";
import { makeChannel } from "./channel.ts";
import { makeListing } from "./listing.ts";
import { makeProduct } from "./product.ts";

export interface PublishedParts {
  channel?: { id: string };
  quantity: number;
  /** Null: what the platform shows is not known. */
  expected: number | null;
  confirmed?: number | null;
}

/** A linked listing with its published quantity, on a channel of its own unless one is given. */
export async function makePublished(pool: pg.Pool, parts: PublishedParts) {
  const channel = parts.channel ?? (await makeChannel(pool));
  const product = await makeProduct(pool);
  const listing = await makeListing(pool, { channel, product, platformStockId: `stock-of-${product.sku}` });
  const pendingSince = parts.quantity === parts.expected ? null : new Date();
  await pool.query(
    `insert into published_quantity (listing_id, channel_id, quantity, version, pending_since, confirmed, expected)
     values ($1, $2, $3, 1, $4, $5, $6)`,
    [listing.id, channel.id, parts.quantity, pendingSince, parts.confirmed ?? parts.expected, parts.expected],
  );
  return { ...listing, channel, product };
}

export interface PublishedRow {
  quantity: number;
  version: number;
  expected: number | null;
  confirmed: number | null;
  live: number | null;
  isPending: boolean;
}

/** The published quantity of a listing as it is now. */
export async function readPublished(pool: pg.Pool, listing: { id: string }): Promise<PublishedRow> {
  const { rows } = await pool.query<PublishedRow>(
    `select quantity, version, expected, confirmed, live, pending_since is not null as "isPending"
     from published_quantity where listing_id = $1`,
    [listing.id],
  );
  const row = rows[0];
  if (!row) throw new Error(`listing ${listing.id} has no published quantity`);
  return row;
}

/** What the writer does when the wanted quantity changes, or an order of the channel lowers what is expected. */
export async function changePublished(
  pool: pg.Pool,
  listing: { id: string },
  change: { quantity?: number; expected?: number | null },
): Promise<void> {
  await pool.query(
    `with wanted as (
       select listing_id, coalesce($2, quantity) as quantity, case when $3 then $4 else expected end as expected
       from published_quantity where listing_id = $1
     )
     update published_quantity p
     set version = case when p.quantity = wanted.quantity then p.version else p.version + 1 end,
       quantity = wanted.quantity, expected = wanted.expected,
       pending_since = case
         when wanted.quantity is not distinct from wanted.expected then null
         else coalesce(p.pending_since, now())
       end
     from wanted where p.listing_id = wanted.listing_id`,
    [listing.id, change.quantity ?? null, "expected" in change, change.expected ?? null],
  );
}

/** The row as `readPending` would give it. */
export async function pendingOf(pool: pg.Pool, listing: { id: string; platformId?: string }): Promise<PendingListing> {
  const { quantity, version, expected, confirmed } = await readPublished(pool, listing);
  const ids = { listingId: listing.id, platformId: listing.platformId ?? "", platformStockId: null };
  const pushed = { ...ids, productId: await productOf(pool, listing), isGuaranteed: false };
  return { ...pushed, quantity, version, expected, confirmed };
}

async function productOf(pool: pg.Pool, listing: { id: string }): Promise<string> {
  const { rows } = await pool.query<{ productId: string }>(
    `select product_id as "productId" from listing where id = $1`,
    [listing.id],
  );
  return rows[0]?.productId ?? "";
}

/** The pushes of a listing, oldest first. */
export async function readPushes(pool: pg.Pool, listing: { id: string }) {
  const { rows } = await pool.query<{
    state: string;
    quantity: number;
    before: number | null;
    error: string | null;
    isEnded: boolean;
    trace: unknown;
  }>(
    `select state, quantity, before, error, ended_at is not null as "isEnded", trace
     from push where listing_id = $1 order by at, id`,
    [listing.id],
  );
  return rows;
}
