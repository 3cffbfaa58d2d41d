import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import { type OrderStatus, orderStatusSql } from "./order-status.ts";
import type { Key } from "./page.ts";
import { containing, parseSearch } from "./search.ts";

export interface OrderListArgs extends PageArgs {
  channelId: string | null;
  status?: OrderStatus | null | undefined;
  search?: string | null | undefined;
}

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

const statement = `
  select id, array[placed_at::text, id::text] as "sortedBy" from "order"
  where ($1::timestamptz is null or (placed_at <= $1 and (placed_at < $1 or id > $2::uuid)))
    and ($3::uuid is null or channel_id = $3)
    and ($4::text is null or ${orderStatusSql} = $4)
    and ($5::text is null or name ilike $5 or platform_order_id = $6)
  order by placed_at desc, id limit $7`;

/** The next orders of a list, newest first. */
export async function readOrderKeys(pool: pg.Pool, args: OrderListArgs, limit: number): Promise<Key[]> {
  const [placedAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const search = parseSearch(args.search);
  const { rows } = await pool.query<Key>(statement, [
    placedAt,
    id,
    args.channelId,
    args.status ?? null,
    containing(search),
    search,
    limit,
  ]);
  return rows;
}
