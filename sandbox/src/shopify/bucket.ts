import { steadyMs } from "../clock.ts";
import type { Shop } from "./shop.ts";

/** The single query limit on every plan. */
export const queryCostMax = 1_000;

/** The leaky bucket as every answer reports it. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** Takes points out if they are there. Returns false, and takes nothing, when they are not. */
export function takePoints(shop: Shop, points: number): boolean {
  const bucket = refill(shop);
  if (bucket.available < points) return false;
  bucket.available -= points;
  return true;
}

/** Gives back what was charged but not used. */
export function givePoints(shop: Shop, points: number): void {
  const bucket = refill(shop);
  bucket.available = Math.min(shop.settings.bucketMax, bucket.available + points);
}

/** How full the bucket is now. */
export function throttleStatus(shop: Shop): ThrottleStatus {
  const { bucketMax, restorePerSecond } = shop.settings;
  const currentlyAvailable = Math.floor(refill(shop).available);
  return { maximumAvailable: bucketMax, currentlyAvailable, restoreRate: restorePerSecond };
}

function refill(shop: Shop): { available: number; at: number } {
  const at = steadyMs();
  const before = shop.bucket ?? { available: shop.settings.bucketMax, at };
  const restored = ((at - before.at) / 1000) * shop.settings.restorePerSecond;
  shop.bucket = { available: Math.min(shop.settings.bucketMax, before.available + restored), at };
  return shop.bucket;
}
