import { setTimeout as sleep } from "node:timers/promises";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { Listing, Seller } from "./seller.ts";

/** What a submission asks for. */
export interface Submission {
  sku: string;
  quantity: number | null;
  leadTimeDays: number | null;
  /** Replacing availability forgets the handling time that is not sent along; merging keeps it. */
  isMerge: boolean;
}

/** Takes a submission: buyers see it after `afterMs`, or never, as happens on Amazon. */
export function submit(world: World, seller: Seller, submission: Submission, afterMs: number, done: () => void): void {
  const listing = seller.listings.get(submission.sku);
  if (listing && submission.quantity !== null) listing.submitted = submission.quantity;
  if (seller.settings.effectsToLose > 0) {
    seller.settings.effectsToLose -= 1;
    return;
  }
  if (afterMs === 0) takeEffect(world, seller, submission, done);
  else void sleep(afterMs, undefined, { ref: false }).then(() => takeEffect(world, seller, submission, done));
}

/**
 * The quantity is absolute and forgets what was sold since it was computed. A listing that Amazon fulfils gets a second channel
 * instead of an error.
 */
function takeEffect(world: World, seller: Seller, submission: Submission, done: () => void): void {
  const listing = seller.listings.get(submission.sku);
  if (!listing) return;
  listing.quantity = submission.quantity ?? listing.quantity;
  listing.leadTimeDays = submission.leadTimeDays ?? (submission.isMerge ? listing.leadTimeDays : null);
  listing.updatedAt = nowMs();
  done();
  world.onChange();
}

/** Units that a buyer can order now. */
export function sellable(listing: Listing): number {
  return (listing.quantity ?? 0) + (listing.fba?.fulfillable ?? 0);
}
