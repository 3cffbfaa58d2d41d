import { free } from "../available.ts";
import { flatten } from "../bundle/flatten.ts";
import type { Draft } from "../draft.ts";

/**
 * Products of which dealing has left others more or fewer units than before, and that the batch does not publish: parts of bundles
 * that became guaranteed, or are so no more. Their listings may not even have been read, so they are published by a batch of their own.
 */
export function exposedElsewhere(draft: Draft, published: readonly string[]): string[] {
  const here = new Set(published);
  const gains = new Map<string, number>();
  const moved = new Set<string>();
  for (const level of draft.levels.values()) {
    const { productId, locationId, exposed } = level;
    const before = draft.state.levels.get(productId)?.find((one) => one.locationId === locationId)?.exposed ?? 0;
    if (here.has(productId) || exposed === before) continue;
    gains.set(productId, (gains.get(productId) ?? 0) + exposed - before);
    // Draws that find no room are placed anew by every batch: two products could wake each other for ever.
    if (free(level) >= 0) moved.add(productId);
  }
  return [...gains].filter(([id, gain]) => gain !== 0 || moved.has(id)).map(([id]) => id);
}

/**
 * Products of which a write that leaves takes units from others, though it publishes nothing itself. `pushed`: whose listings are
 * written, and known; where all of those are guaranteed, nobody sees what is free.
 */
export function exposedBesideShared(draft: Draft, pushed: readonly string[]): string[] {
  const { listings, products } = draft.state;
  const shared = [...listings.values()].flat().filter((one) => one.productId && !draft.exposures.has(one.id));
  const seen = new Set(shared.flatMap((one) => flatten(products, one.productId ?? "").map((part) => part.productId)));
  const isKnown = new Set(pushed);
  return exposedElsewhere(draft, []).filter((id) => seen.has(id) || !isKnown.has(id));
}
