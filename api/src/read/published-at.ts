import type { Step } from "@stockpool/stock";
import { sumSql } from "@stockpool/stock";
import type pg from "pg";
import { parseStoredTrace } from "./stored-trace.ts";

/** What a listing showed at a moment, and why. */
export interface PublishedThen {
  quantity: number;
  pushedAt: Date;
  pushed: number;
  orderedSince: number;
  steps: Step[];
}

interface Row {
  pushedAt: Date;
  pushed: number;
  orderedSince: number;
  trace: unknown;
}

// Between two pushes a listing only shows fewer: the platform subtracts its own orders. Those placed before the push were counted
// in it, if they were known; later ones are not in it.
const statement = `
  with last as (
    select at, ended_at, quantity, trace from push
    where listing_id = $1 and at <= $2 and state = 'confirmed' and ended_at <= $2
    order by at desc limit 1
  )
  select last.ended_at as "pushedAt", last.quantity as pushed, last.trace,
    coalesce((
      select ${sumSql("line.ordered")} from order_line line join "order" o on o.id = line.order_id
      where line.listing_id = $1 and o.placed_at > last.ended_at and o.placed_at <= $2
    ), 0) as "orderedSince"
  from last`;

/** The last confirmed push before a moment, less what was ordered on the listing since; null when there was none. */
export async function readPublishedAt(pool: pg.Pool, listingId: string, time: Date): Promise<PublishedThen | null> {
  const { rows } = await pool.query<Row>(statement, [listingId, time]);
  const [row] = rows;
  if (!row) return null;
  const { pushedAt, pushed, orderedSince, trace } = row;
  const steps = trace === null ? [] : parseStoredTrace(trace);
  return { quantity: Math.max(0, pushed - orderedSince), pushedAt, pushed, orderedSince, steps };
}
