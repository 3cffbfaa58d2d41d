import { queueRepublish } from "../catalogue/queue-jobs.ts";
import type { Db } from "../query.ts";
import type { RuleEdit } from "./edit.ts";

/** Queues what publishes the listings of changed rules anew, and what deals shares by velocity where a rule may ask for them. */
export async function queueRepublishOf(tx: Db, changeId: string, edits: RuleEdit[]): Promise<void> {
  const wide = edits.filter(({ productId }) => productId === null);
  const productIds = [...new Set(edits.flatMap(({ productId }) => productId ?? []))];
  if (wide.some(({ channelId }) => channelId === null)) {
    await queueRepublish(tx, { channelId: null, productId: null });
  } else {
    for (const { channelId } of wide) await queueRepublish(tx, { channelId, productId: null });
    if (productIds.length > 0) await queueProducts(tx, `republish:change:${changeId}`, productIds);
  }
  if (!edits.some(mayMoveShares)) return;
  await queueVelocity(tx, `velocity:change:${changeId}`, wide.length > 0 ? null : productIds);
}

/** Queues the measuring of velocity: of these products, or of all. */
export async function queueVelocity(tx: Db, key: string, productIds: string[] | null): Promise<void> {
  const payload = JSON.stringify(productIds ? { productIds } : {});
  await addJob(tx, "recompute_velocity", payload, "velocity", key);
}

/** Queues the publishing of these products. */
export async function queueProducts(tx: Db, key: string, productIds: string[]): Promise<void> {
  await addJob(tx, "republish", JSON.stringify({ productIds }), "republish", key);
}

async function addJob(tx: Db, task: string, payload: string, queue: string, key: string): Promise<void> {
  // Asked twice, as `addChannelJobSql` says.
  const add = "(graphile_worker.add_job($1, $2::json, queue_name := $3, job_key := $4)).id";
  await tx.query(`select coalesce(${add}, ${add})`, [task, payload, queue, key]);
}

/** A removed rule may have been one by velocity. */
function mayMoveShares({ set }: RuleEdit): boolean {
  if (set === null) return true;
  return (["shareKind", "percentBy", "velocityLeast", "velocityMost", "isVelocityFrozen", "guardBelow"] as const).some(
    (name) => set[name] !== undefined,
  );
}
