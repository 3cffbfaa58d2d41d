import type { Part, Product } from "../state.ts";

/** Twice what a recipe may nest: two edits at once may each be within its limit, and orders must still be opened. */
const depthMax = 16;

/**
 * The plain products in one unit of a product, nested bundles opened and equal parts added up.
 *
 * A plain product is itself. Throws when bundles nest deeper than 16, which only a cycle can do.
 */
export function flatten(products: ReadonlyMap<string, Product>, productId: string): Part[] {
  const totals = new Map<string, number>();
  collect(products, productId, 1, 0, totals);
  return [...totals].map(([id, quantity]) => ({ productId: id, quantity }));
}

function collect(
  products: ReadonlyMap<string, Product>,
  productId: string,
  times: number,
  depth: number,
  totals: Map<string, number>,
): void {
  if (depth > depthMax) throw new Error(`bundle ${productId} nests deeper than ${depthMax}`);
  const recipe = products.get(productId)?.recipe;
  if (!recipe) {
    totals.set(productId, (totals.get(productId) ?? 0) + times);
    return;
  }
  for (const part of recipe.components) collect(products, part.productId, times * part.quantity, depth + 1, totals);
}
