import type { Db } from "../query.ts";
import { stockTopic } from "../write/announcement.ts";

// Postgres takes 8,000 bytes at most; a quoted uuid with its comma is 39.
const idsMax = 190;

/** Tells listeners of products that are to be read again although none of their numbers may have changed. */
export async function announceProducts(db: Db, productIds: string[]): Promise<void> {
  const what = productIds.length > idsMax ? { everything: true } : { products: productIds, orders: [] };
  await db.query("select pg_notify($1, $2)", [stockTopic, JSON.stringify(what)]);
}
