import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";

export interface ReturnListArgs extends PageArgs {
  channelId: string | null;
  isOpen?: boolean | null | undefined;
}

const cursorParts = z.tuple([cursorPart.instant, cursorPart.uuid]);

// A return that was dealt with on the platform's own pages waits for nobody.
const statement = `
  select id, array[announced_at::text, id::text] as "sortedBy" from return
  where ($1::timestamptz is null or (announced_at <= $1 and (announced_at < $1 or id > $2::uuid)))
    and ($3::uuid is null or channel_id = $3)
    and ($4::boolean is null or (decided_at is null and handled_at is null) = $4)
  order by announced_at desc, id limit $5`;

/** The next returns of a list, newest first. */
export async function readReturnKeys(pool: pg.Pool, args: ReturnListArgs, limit: number): Promise<Key[]> {
  const [announcedAt = null, id = null] = decodeCursor(args, cursorParts) ?? [];
  const values = [announcedAt, id, args.channelId, args.isOpen ?? null, limit];
  return (await pool.query<Key>(statement, values)).rows;
}
