import type { ListingStatus, Platform } from "../../graphql/generated/graphql.ts";

/** Whether a listing can be read back: it is linked, and on a platform that can be asked what it shows. */
export function canResync(listing: { status: ListingStatus; channel: { platform: Platform } }): boolean {
  const { platform } = listing.channel;
  return listing.status === "linked" && platform !== "portal" && platform !== "pos";
}
