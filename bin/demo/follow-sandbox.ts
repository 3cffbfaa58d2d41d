import type pg from "pg";

/** The sandbox may have had to move to another port since its shops were connected: their channels follow it. */
export async function followSandbox(pool: pg.Pool, sandboxUrl: string): Promise<void> {
  // Only the sandbox is ever reached without https.
  await pool.query(
    `update channel set base_url = regexp_replace(base_url, '^http://[^/]+', $1)
     where base_url like 'http://%' and not starts_with(base_url, $1 || '/')`,
    [new URL(sandboxUrl).origin],
  );
}
