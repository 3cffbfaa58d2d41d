import type pg from "pg";
import { type ChannelHealth, readChannelHealth } from "./channel-health.ts";
import { readWaiting } from "./waiting.ts";

/** What is measured of one channel, under its short name. */
export interface ChannelFigures extends ChannelHealth {
  code: string;
  waiting: number;
  circuit: "closed" | "open" | "half_open";
  /** Seconds since orders were last polled with success; null: never. */
  pollAgeSeconds: number | null;
}

/** The figures of every channel, in three statements. */
export async function readChannelFigures(pool: pg.Pool): Promise<ChannelFigures[]> {
  const { rows } = await pool.query<{ id: string; code: string; circuit: ChannelFigures["circuit"] }>(
    `select c.id, c.code, coalesce(k.state, 'closed') as circuit
     from channel c left join circuit k on k.channel_id = c.id where c.removed_at is null order by c.code`,
  );
  const ids = rows.map(({ id }) => id);
  const [health, waiting] = await Promise.all([readChannelHealth(pool, ids), readWaiting(pool, ids)]);
  return rows.flatMap(({ id, code, circuit }) => {
    const known = health.get(id);
    if (!known) return [];
    const pollAgeSeconds = known.polledAt === null ? null : (Date.now() - known.polledAt.getTime()) / 1_000;
    return [{ ...known, code, circuit, waiting: waiting.get(id) ?? 0, pollAgeSeconds }];
  });
}
