import type pg from "pg";

/** Locks the published quantities of these listings until `tx` ends, always in one order. */
export async function lockPublished(tx: pg.PoolClient, listingIds: string[]): Promise<void> {
  await tx.query({
    name: "push_lock_published",
    text: "select from published_quantity where listing_id = any ($1::uuid[]) order by listing_id for update",
    values: [listingIds],
  });
}
