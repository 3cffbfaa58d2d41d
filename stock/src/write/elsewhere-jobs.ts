import type { Db } from "../query.ts";
import { queueProducts } from "../rule/queue-republish-of.ts";

/** Queues the publishing of products that the batch has changed something for without locking them. One that waits is joined. */
export async function queueElsewhere(db: Db, productIds: string[]): Promise<void> {
  for (const id of [...productIds].sort()) await queueProducts(db, `republish:exposed:${id}`, [id]);
}
