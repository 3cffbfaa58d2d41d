import { free } from "../available.ts";
import type { Draft } from "../draft.ts";
import type { Product } from "../state.ts";

/**
 * Products of which dealing has left others more or fewer units than before, and that the batch does not publish: parts of bundles
 * that became guaranteed, or are so no more. Their listings may not even have been read, so they are published by a batch of their own.
 */
export function exposedElsewhere(draft: Draft, published: Product[]): string[] {
  const here = new Set(published.map((product) => product.id));
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
