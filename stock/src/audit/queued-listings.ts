import type pg from "pg";
import { rowsOf } from "../query.ts";

/**
 * Those among these listings that a job is about to publish anew: one that waits, runs, or will be tried again. A job names products,
 * a channel or a place, and publishes every bundle that holds what it names.
 */
export async function queuedListings(pool: pg.Pool, listingIds: string[]): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(pool, "audit-queued-listings", queuedSql, [listingIds]);
  return new Set(rows.map((row) => row.id));
}

const queuedSql = `
  with recursive named as (
    select j.payload::jsonb as job from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'republish' and (j.attempts < j.max_attempts or j.locked_at is not null)
  ), part (listing_id, product_id) as (
    select id, product_id from listing where id = any($1::uuid[])
    union
    select part.listing_id, c.product_id from part join product p on p.id = part.product_id
      join component c on c.recipe_id = p.current_recipe_id
  )
  select distinct part.listing_id as id from part join named on
    coalesce(job -> 'productIds' ? part.product_id::text, true)
    and coalesce(job ->> 'productId' = part.product_id::text, true)
    and (job ->> 'channelId' is null or exists (
      select from listing l where l.product_id = part.product_id and l.channel_id = (job ->> 'channelId')::uuid))
    and (job ->> 'locationId' is null or exists (
      select from stock_level l where l.product_id = part.product_id and l.location_id = (job ->> 'locationId')::uuid))`;
