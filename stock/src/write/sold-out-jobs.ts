import type { Draft } from "../draft.ts";
import type { Db } from "../query.ts";
import { queueVelocity } from "../rule/queue-republish-of.ts";

/** Queues the measuring of products of which a listing that shares by velocity has just sold out: its share may want to grow. */
export async function queueSoldOut(db: Db, { state }: Draft, listingIds: string[]): Promise<void> {
  const { ahead, listings } = state;
  const soldOut = new Set(listingIds.filter((id) => ahead.velocity.has(id)));
  if (soldOut.size === 0) return;
  const products = [...listings].filter(([, rows]) => rows.some((one) => soldOut.has(one.id))).map(([id]) => id);
  for (const id of products.sort()) await queueVelocity(db, `velocity:${id}`, [id]);
}
