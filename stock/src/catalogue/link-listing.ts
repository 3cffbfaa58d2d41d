import type pg from "pg";
import { changeListings } from "../mapping/change-listings.ts";
import type { ListingWish } from "../mapping/wish.ts";
import { newId } from "../new-id.ts";
import type { Refused } from "../outcome.ts";

export interface ListingLink {
  listingId: string;
  /** Null: the listing shows no product from now on, and no import links it by itself. */
  productId: string | null;
  /** Units of the product in one unit of the listing; 1 when left out. */
  packSize?: number;
  /** Who links it. */
  actor: string;
}

/**
 * Links a listing with a product, or takes its link away. Once linked it is published, and order lines that waited for it
 * reserve at once; lines that had a product keep it: that is what was sold. Safe to repeat.
 */
export async function linkListing(
  pool: pg.Pool,
  { listingId, productId, packSize = 1, actor }: ListingLink,
  at: Date,
): Promise<{ kind: "linked"; listingId: string } | Refused> {
  const wish: ListingWish =
    productId === null ? { kind: "ignore", listingId } : { kind: "link", listingId, productId, packSize };
  const changed = await changeListings(pool, { key: newId(), actor, wishes: [wish] }, at);
  if (changed.kind === "refused") return changed;
  const [result] = changed.results;
  return result?.kind === "refused" ? result : { kind: "linked", listingId };
}
