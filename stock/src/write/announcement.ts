import type { Draft } from "../draft.ts";

/** The channel that the hub's listeners listen on. */
export const stockTopic = "stock";

// Postgres takes 8,000 bytes at most; a quoted uuid with its comma is 39.
const idsMax = 190;

/** Tells listeners what changed, by id, when the transaction commits. Too much to name is told as "everything". */
export function announcement(draft: Draft, products: string[]): string {
  const orders = [...draft.orders.values()].filter((one) => one.isNew || one.isChanged).map((one) => one.id);
  const isTooMuch = products.length + orders.length > idsMax;
  return JSON.stringify(isTooMuch ? { everything: true } : { products, orders });
}
