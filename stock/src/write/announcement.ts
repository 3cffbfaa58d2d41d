import type { Draft } from "../draft.ts";
import type { Db } from "../query.ts";

/** The channel that the hub's listeners listen on. */
export const stockTopic = "stock";

// Postgres takes 8,000 bytes at most; a quoted uuid with its comma is 39.
const idsMax = 190;

/** What a batch tells listeners when it commits: the products given and the orders that it changed. */
export function announcement(draft: Draft, products: string[]): string {
  const orders = [...draft.orders.values()].filter((one) => one.isNew || one.isChanged).map((one) => one.id);
  return announcementOf(products, orders);
}

/** Tells listeners what is to be read again although none of its numbers may have changed. */
export async function announce(db: Db, { products = [], orders = [] }: { products?: string[]; orders?: string[] }) {
  await db.query("select pg_notify($1, $2)", [stockTopic, announcementOf(products, orders)]);
}

/** Names by id. Too much to name is told as "everything". */
function announcementOf(products: string[], orders: string[]): string {
  const isTooMuch = products.length + orders.length > idsMax;
  return JSON.stringify(isTooMuch ? { everything: true } : { products, orders });
}
