import type { Draft } from "../draft.ts";
import type { Publication } from "../publish/republish.ts";
import type { Db } from "../query.ts";
import { queueVelocity } from "../rule/queue-republish-of.ts";

/** Queues the measuring of products of which a listing that shares by velocity has just sold out: its share may want to grow. */
export async function queueSoldOut(db: Db, draft: Draft, publications: Publication[]): Promise<void> {
  const { ahead, published, listings } = draft.state;
  if (ahead.velocity.size === 0) return;
  const soldOut = new Set(
    publications
      .filter(({ listingId, quantity }) => quantity === 0 && (published.get(listingId) ?? 0) > 0)
      .map(({ listingId }) => listingId)
      .filter((listingId) => ahead.velocity.has(listingId)),
  );
  if (soldOut.size === 0) return;
  const products = [...listings].filter(([, rows]) => rows.some((one) => soldOut.has(one.id))).map(([id]) => id);
  for (const id of products.sort()) await queueVelocity(db, `velocity:${id}`, [id]);
}
