import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { PartitionedKey } from "./partitioned.ts";

const feedCursor = z.tuple([cursorPart.instant, cursorPart.uuid, cursorPart.uuid]);
const productCursor = z.tuple([cursorPart.instant, cursorPart.uuid]);

const feed = `
  select movement.id, movement.at, array[operation.at::text, operation.id::text, movement.id::text] as "sortedBy"
  from operation join movement on movement.operation_id = operation.id
  where $1::timestamptz is null
    or ((operation.at, operation.id) <= ($1, $2::uuid)
      and not (operation.at = $1 and operation.id = $2::uuid and movement.id <= $3::uuid))
  order by operation.at desc, operation.id desc, movement.id limit $4`;

const ofProduct = `
  select id, at, array[at::text, id::text] as "sortedBy" from movement
  where product_id = $1 and ($2::timestamptz is null or (at <= $2 and (at < $2 or id > $3::uuid)))
  order by at desc, id limit $4`;

/** Movements of everything, newest operation first. */
export async function readMovementKeys(pool: pg.Pool, args: PageArgs, limit: number): Promise<PartitionedKey[]> {
  const [at = null, operationId = null, id = null] = decodeCursor(args, feedCursor) ?? [];
  const { rows } = await pool.query<PartitionedKey>(feed, [at, operationId, id, limit]);
  return rows;
}

/** Movements of one product, newest first. */
export async function readProductMovementKeys(
  pool: pg.Pool,
  productId: string,
  args: PageArgs,
  limit: number,
): Promise<PartitionedKey[]> {
  const [at = null, id = null] = decodeCursor(args, productCursor) ?? [];
  const { rows } = await pool.query<PartitionedKey>(ofProduct, [productId, at, id, limit]);
  return rows;
}
