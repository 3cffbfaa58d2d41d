import type pg from "pg";
import { apply } from "../apply.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { stockTopic } from "../write/announcement.ts";
import { lockLinks } from "./lock-links.ts";
import { ordersToLink } from "./orders-to-link.ts";

export interface ListingLink {
  listingId: string;
  /** Null: the listing shows no product from now on, and no import links it by itself. */
  productId: string | null;
  /** Who links it. */
  actor: string;
}

/**
 * Links a listing with a product, or takes its link away. Once linked it is published, and order lines that waited for it
 * reserve at once; lines that had a product keep it: that is what was sold. Safe to repeat.
 */
export async function linkListing(
  pool: pg.Pool,
  link: ListingLink,
  at: Date,
): Promise<{ kind: "linked"; listingId: string } | Refused> {
  return transact(pool, async (tx) => {
    await lockLinks(tx);
    const listing = await readListing(tx, link.listingId);
    if (!listing) return refused("listing_not_found", `there is no listing ${link.listingId}`);
    if (link.productId && !(await isProduct(tx, link.productId))) {
      return refused("product_not_found", `there is no product ${link.productId}`);
    }
    await storeLink(tx, link, at);
    await republishBoth(tx, listing, link, at);
    return { kind: "linked", listingId: link.listingId };
  });
}

interface Linked {
  channelId: string;
  productId: string | null;
  platformId: string;
}

/** Listings of removed channels are left out. */
async function readListing(db: Db, listingId: string): Promise<Linked | undefined> {
  const [listing] = await rowsOf<Linked>(
    db,
    "catalogue-listing",
    `select l.channel_id as "channelId", l.product_id as "productId", l.platform_id as "platformId"
     from listing l join channel c on c.id = l.channel_id where l.id = $1 and c.removed_at is null`,
    [listingId],
  );
  return listing;
}

async function isProduct(db: Db, productId: string): Promise<boolean> {
  const rows = await rowsOf(db, "catalogue-product", "select from product where id = $1", [productId]);
  return rows.length > 0;
}

async function storeLink(db: Db, { listingId, productId }: ListingLink, at: Date): Promise<void> {
  await rowsOf(
    db,
    "catalogue-link",
    `update listing set product_id = $2, updated_at = $3,
       status = case when $2::uuid is null then 'ignored' else 'linked' end::listing_status
     where id = $1`,
    [listingId, productId, at],
  );
}

async function republishBoth(db: Db, listing: Linked, { listingId, productId, actor }: ListingLink, at: Date) {
  const productIds = [listing.productId, productId].filter((id) => id !== null);
  const orders = productId ? await ordersToLink(db, listing.channelId, [listing.platformId], actor) : [];
  const outcomes = await apply(db, [...orders, { verb: "republish", productIds }], at);
  const refusal = outcomes.find((outcome) => outcome.kind === "refused");
  if (refusal) throw new Error(`an order of listing ${listingId} cannot be linked: ${refusal.refusal.message}`);
  if (!productId) await stopPublishing(db, listingId, at);
  // The writer tells only of numbers that changed; a link is to be seen even when none did.
  await db.query("select pg_notify($1, $2)", [stockTopic, JSON.stringify({ products: productIds, orders: [] })]);
}

/** What nobody publishes is not pushed, and a push under way has nobody left to read it back for. */
async function stopPublishing(db: Db, listingId: string, at: Date): Promise<void> {
  await db.query("delete from published_quantity where listing_id = $1", [listingId]);
  await db.query(
    `update push set state = 'superseded', ended_at = $2, error = 'the listing was unlinked'
     where listing_id = $1 and state = 'sent'`,
    [listingId, at],
  );
}
