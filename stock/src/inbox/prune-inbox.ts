import type pg from "pg";

/** Deletes the oldest messages that were done before `before`, at most `limit` of them, and returns how many. */
export async function pruneInbox(pool: pg.Pool, before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool.query({
    name: "inbox_prune",
    text: `
      delete from webhook_event
      where id in (
        select id from webhook_event
        where received_at < $1 and done_at < $1
        order by received_at, id
        limit $2
        for update skip locked
      )`,
    values: [before, limit],
  });
  return rowCount ?? 0;
}
