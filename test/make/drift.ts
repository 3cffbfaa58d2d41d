import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface DriftParts {
  listing: { id: string; channel: { id: string } };
  expected: number;
  live: number;
  cause?: "unseen_order" | "lost_push" | "edited_on_platform" | "reset_by_platform" | "two_writers";
  policy?: "hub_wins" | "ask" | "adopt";
  foundAt?: Date;
}

/** An open drift that waits for a person, unless told otherwise. */
export async function makeDrift(pool: pg.Pool, parts: DriftParts): Promise<{ id: string }> {
  const id = randomUUID();
  await pool.query(
    `insert into drift (id, channel_id, listing_id, found_at, expected, live, cause, policy)
     values ($1, $2, $3, $4, $5, $6, $7::drift_cause, $8::drift_policy)`,
    [
      ...[id, parts.listing.channel.id, parts.listing.id, parts.foundAt ?? new Date(), parts.expected, parts.live],
      ...[parts.cause ?? "edited_on_platform", parts.policy ?? "ask"],
    ],
  );
  return { id };
}
