import type { Db } from "../query.ts";

/**
 * Keeps every link between listings and products as it is for all others, until the transaction ends. An import reads a link
 * before it takes its locks, so a link that changes must wait for the imports under way, and hold the next ones back: they all
 * begin with a lock on `product` that this one excludes. Take it first, so that nobody waits for what is held here. Reading goes on.
 */
export async function lockLinks(tx: Db): Promise<void> {
  await tx.query("lock table product in exclusive mode");
}
