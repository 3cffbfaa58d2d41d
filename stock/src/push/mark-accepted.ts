import type pg from "pg";
import type { StartedPush } from "./start-pushes.ts";

/** Notes that the platform took these pushes and shows them later: they stay `sent` until they are read back so. */
export async function markAccepted(pool: pg.Pool, pushes: StartedPush[], at: Date): Promise<void> {
  if (pushes.length === 0) return;
  await pool.query({
    name: "push_mark_accepted",
    text: `
      update push set accepted_at = $3
      from unnest($1::uuid[], $2::timestamptz[]) as given (id, at)
      where push.id = given.id and push.at = given.at and push.state = 'sent'`,
    values: [pushes.map(({ pushId }) => pushId), pushes.map((push) => push.at), at],
  });
}
