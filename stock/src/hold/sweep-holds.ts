import type pg from "pg";
import { applyBatch } from "../apply.ts";
import { rowsOf } from "../query.ts";

/** Holds of one transaction: their products stay locked for some milliseconds. */
const chunkMax = 100;

/**
 * Ends every hold whose time has come and publishes what they kept. By the database's clock, which also says when the job for a
 * hold runs. Safe to repeat, and for several at once. Returns the holds looked at.
 */
export async function sweepHolds(pool: pg.Pool, signal?: AbortSignal): Promise<number> {
  for (let swept = 0; !signal?.aborted; ) {
    const due = await rowsOf<{ id: string; at: Date }>(
      pool,
      "hold-sweep",
      `select id, clock_timestamp() as at from hold
       where ended_at is null and expires_at <= now() order by expires_at limit ${chunkMax}`,
      [],
    );
    const at = due.at(-1)?.at;
    if (!at) return swept;
    await applyBatch(pool, [{ verb: "expire_holds", holdIds: due.map((one) => one.id) }], at);
    swept += due.length;
  }
  throw new Error("sweeping holds was broken off");
}
