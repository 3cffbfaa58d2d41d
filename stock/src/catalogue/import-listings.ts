import type pg from "pg";
import { matchListings, type Tally } from "../mapping/match-listings.ts";
import { type FoundListing, storeListings } from "../mapping/store-listings.ts";
import { transact } from "../transact.ts";

/**
 * Stores some of a channel's listings and matches them at once, in one transaction. A link that is there stays, and so does a
 * person's wish to have none. Harmless to repeat. A whole catalogue is read by a run: see `beginImport`.
 */
export async function importListings(
  pool: pg.Pool,
  channelId: string,
  found: FoundListing[],
  at: Date,
): Promise<Tally> {
  return transact(pool, async (tx) => {
    const { platformIds } = await storeListings(tx, channelId, found, at);
    return matchListings(tx, channelId, platformIds, at);
  });
}
