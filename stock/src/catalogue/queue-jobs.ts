import type { z } from "zod";
import { addChannelJobSql } from "../add-job-sql.ts";
import type { jobs } from "../jobs.ts";
import type { Db } from "../query.ts";

/** How a channel's jobs are called in their queues; two of one queue never run at once. */
const queues = { push_stock: "push", import_listings: "import", ensure_webhooks: "webhooks" } as const;

/** Queues a channel's job inside the transaction at hand; one that waits already is joined. */
export async function queueChannelJob(db: Db, job: keyof typeof queues, channelId: string): Promise<void> {
  await db.query(`select ${addChannelJobSql(job, queues[job], "$1::uuid")}`, [channelId]);
}

/** What a change of rules concerns; null: every channel, every product. */
export interface RuleScope {
  channelId: string | null;
  productId: string | null;
}

/** Queues the job that publishes anew what a rule concerns, inside the transaction at hand. */
export async function queueRepublish(db: Db, { channelId, productId }: RuleScope): Promise<void> {
  const payload = { ...(channelId && { channelId }), ...(productId && { productId }) };
  await addRepublish(db, payload, `republish:${channelId ?? "all"}:${productId ?? "all"}`);
}

/** Queues the job that publishes anew what lies at a location. */
export async function queueRepublishAt(db: Db, locationId: string): Promise<void> {
  await addRepublish(db, { locationId }, `republish:at:${locationId}`);
}

/** Queues the job that publishes a channel anew after the place changed that its quantities are written to. */
export async function queueRemapped(db: Db, channelId: string): Promise<void> {
  await addRepublish(db, { channelId, isRemapped: true }, `republish:remapped:${channelId}`);
}

async function addRepublish(db: Db, payload: z.input<typeof jobs.republish>, key: string): Promise<void> {
  // Asked twice, as `addChannelJobSql` says.
  const add = "(graphile_worker.add_job('republish', $1::json, queue_name := 'republish', job_key := $2)).id";
  await db.query(`select coalesce(${add}, ${add})`, [JSON.stringify(payload), key]);
}

/**
 * Queues a job for every parcel that its platform has not heard of: of one order, or, without one, of all channels that are
 * live. A parcel that has such a job already gets no second one.
 *
 * Where the platform subtracts its open orders itself, telling waits behind the pushes of its channel: the lower amount is
 * written before the platform stops to subtract.
 */
export async function queueTelling(db: Db, platforms: readonly string[], orderId: string | null): Promise<void> {
  await db.query({ name: "catalogue-queue-telling", text: tellingSql, values: [platforms, orderId] });
}

const addTelling = `(graphile_worker.add_job('tell_shipment', json_build_object('shipmentId', due.id),
    queue_name := due.queue, job_key := 'tell:' || due.id, priority := 1)).id`;

const tellingSql = `
  select coalesce(${addTelling}, ${addTelling}) from (
    select s.id, case c.write_kind when 'net_of_open_orders' then 'push:' else 'tell:' end || c.id as queue
    from shipment s join "order" o on o.id = s.order_id join channel c on c.id = o.channel_id
    where s.told_at is null and s.error is null and ($2::uuid is null or s.order_id = $2)
      and c.removed_at is null and c.live_since <= now() and c.platform::text = any($1::text[])
      and not exists (
        select from graphile_worker.jobs j where j.key = 'tell:' || s.id and j.attempts < j.max_attempts
      )
    order by s.shipped_at, s.id
    limit 1000
  ) as due`;
