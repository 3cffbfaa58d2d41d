import type pg from "pg";
import { queueChannelJob } from "../catalogue/queue-jobs.ts";
import { lockPublished } from "../push/lock-published.ts";
import { storable } from "../storable.ts";
import { transact } from "../transact.ts";
import { announce } from "../write/announcement.ts";

/** SQL that queues asking a platform to cancel a row of `cancellation`, of the order `o`; one that waits is joined. */
export const addCancellationJobSql = `coalesce(${addOnce()}, ${addOnce()})`;

// Asked twice, as `addChannelJobSql` says.
function addOnce(): string {
  return `(graphile_worker.add_job('tell_cancellation', json_build_object('cancellationId', cancellation.id),
    queue_name := 'cancel:' || o.channel_id, job_key := 'cancel:' || cancellation.id)).id`;
}

/** A cancellation that its platform has not answered. */
export interface UntoldCancellation {
  id: string;
  channelId: string;
  orderId: string;
  platformOrderId: string;
  platformLineId: string;
  /** The order's other lines that were asked to be cancelled and not refused. */
  alsoAsked: string[];
  reason: "out_of_stock" | "asked_by_buyer" | "other";
}

/** The cancellation as it is now; null when it was answered, or does not exist. */
export async function readUntoldCancellation(pool: pg.Pool, id: string): Promise<UntoldCancellation | null> {
  const { rows } = await pool.query<UntoldCancellation>({
    name: "cancellations_untold",
    text: `
      select c.id, o.channel_id as "channelId", c.order_id as "orderId", o.platform_order_id as "platformOrderId",
        l.platform_line_id as "platformLineId", c.reason, array(
          select other_line.platform_line_id from cancellation other
          join order_line other_line on other_line.id = other.order_line_id
          where other.order_id = c.order_id and other.id <> c.id and other.error is null
          order by other_line.platform_line_id
        ) as "alsoAsked"
      from cancellation c join "order" o on o.id = c.order_id join order_line l on l.id = c.order_line_id
      where c.id = $1 and c.told_at is null and c.error is null`,
    values: [id],
  });
  return rows[0] ?? null;
}

/**
 * Records what the platform said. bol sets an offer to 0 when an order is cancelled for lack of stock, and no platform says how it
 * counts a cancellation: what the listing shows is unknown then, and it is read back or written again. Safe to repeat.
 */
export async function recordCancellation(
  pool: pg.Pool,
  { id, orderId, channelId }: UntoldCancellation,
  said: { kind: "told" } | { kind: "refused"; error: string },
  at: Date,
): Promise<void> {
  await transact(pool, async (tx) => {
    const { rowCount } = await tx.query(
      "update cancellation set told_at = $2, error = $3 where id = $1 and told_at is null and error is null",
      [id, said.kind === "told" ? at : null, said.kind === "refused" ? storable(said.error) : null],
    );
    if (rowCount === 0) return;
    if (said.kind === "told") {
      await doubtListing(tx, id, at);
      await queueChannelJob(tx, "push_stock", channelId);
    }
    await announce(tx, { orders: [orderId] });
  });
}

async function doubtListing(tx: pg.PoolClient, cancellationId: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ listingId: string }>(
    `select l.listing_id as "listingId" from cancellation c join order_line l on l.id = c.order_line_id
     where c.id = $1 and l.listing_id is not null`,
    [cancellationId],
  );
  const listingIds = rows.map(({ listingId }) => listingId);
  await lockPublished(tx, listingIds);
  await tx.query(
    `update published_quantity set expected = null, version = version + 1, pending_since = coalesce(pending_since, $2)
     where listing_id = any($1::uuid[])`,
    [listingIds, at],
  );
}

/** Queues every cancellation that its platform has not answered, in case its job was lost. */
export async function queueUntoldCancellations(pool: pg.Pool): Promise<void> {
  await pool.query({
    name: "cancellations_queue_untold",
    text: `
      select ${addCancellationJobSql} from cancellation join "order" o on o.id = cancellation.order_id
      where cancellation.told_at is null and cancellation.error is null and not exists (
        select from graphile_worker.jobs j where j.key = 'cancel:' || cancellation.id and j.attempts < j.max_attempts
      ) limit 1000`,
  });
}
