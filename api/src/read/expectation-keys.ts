import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

// Those without a time come last. A cursor cannot hold Postgres' own infinity.
const due = "coalesce(expected_at, '9999-12-31 00:00:00+00')";

const statement = `
  select id, array[(${due})::text, id::text] as "sortedBy" from expectation
  where ended_at is null and ($1::timestamptz is null or (${due}, id) > ($1, $2::uuid))
    and ($3::uuid is null or product_id = $3)
  order by ${due}, id limit $4`;

/** Open expectations, of one product or of all, the earliest first. */
export async function readExpectationKeys(
  pool: pg.Pool,
  args: PageArgs,
  productId: string | null,
  limit: number,
): Promise<Key[]> {
  const [dueAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const { rows } = await pool.query<Key>(statement, [dueAt, id, productId, limit]);
  return rows;
}
