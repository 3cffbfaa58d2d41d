import { open, seal } from "@stockpool/channels";
import type pg from "pg";
import { z } from "zod";

/** The sandbox may have had to move to another port since its shops were connected: their channels follow it. */
export async function followSandbox(pool: pg.Pool, sandboxUrl: string, secret: string): Promise<void> {
  await followQueues(pool, new URL(sandboxUrl).origin, secret);
  // Only the sandbox is ever reached without https.
  await pool.query(
    `update channel set base_url = regexp_replace(base_url, '^http://[^/]+', $1)
     where base_url like 'http://%' and not starts_with(base_url, $1 || '/')`,
    [new URL(sandboxUrl).origin],
  );
}

const withQueue = z.looseObject({ queue: z.looseObject({ endpoint: z.string() }) });

/** Amazon's queue is at the sandbox too, and its address is in the sealed credentials. */
async function followQueues(pool: pg.Pool, origin: string, secret: string): Promise<void> {
  const { rows } = await pool.query<{ id: string; sealed: string }>(
    "select id, sealed_credentials as sealed from channel where platform = 'amazon' and base_url like 'http://%'",
  );
  for (const { id, sealed } of rows) {
    const read = withQueue.safeParse(open(secret, sealed));
    if (!read.success || read.data.queue.endpoint.startsWith(`${origin}/`)) continue;
    const endpoint = read.data.queue.endpoint.replace(/^http:\/\/[^/]+/, origin);
    const credentials = { ...read.data, queue: { ...read.data.queue, endpoint } };
    await pool.query("update channel set sealed_credentials = $2 where id = $1", [id, seal(secret, credentials)]);
  }
}
