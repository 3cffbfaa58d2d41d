/** What decides whether a difference on a listing can be said to be a difference of the pool. */
export interface AdoptionFacts {
  /** Active locations that the channel draws on. */
  locations: number;
  isBundle: boolean;
  /** What the hub wants the listing to show. */
  quantity: number;
  /** What it was expected to show. */
  expected: number;
  /** Units available of the product at the channel's only location; null when it has several. */
  available: number | null;
}

/**
 * Why a difference cannot become an adjustment of the pool; null when it can. One unit more or less on the listing must be one
 * unit more or less at one known place: one location, no bundle, and the listing shows just what is available there.
 */
export function whyNotAdoptable({ locations, isBundle, quantity, expected, available }: AdoptionFacts): string | null {
  if (locations !== 1) return `the channel draws on ${locations} locations, and only one can be adopted for`;
  if (isBundle) return "a bundle has no stock of its own";
  if (quantity !== expected) return `the listing waits to show ${quantity} instead of ${expected}`;
  if (available !== quantity) return `the listing shows ${quantity} of ${available ?? "unknown"} units available`;
  return null;
}
