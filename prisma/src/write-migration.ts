import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sqlFromLive } from "./diff.ts";
import { migrationsFolder } from "./folder.ts";
import { openPool } from "./pool.ts";

/**
 * Writes the migration that brings the database at `url`, which has all earlier ones, to what the Prisma schema says. Returns
 * the new file, or null when there is nothing to do. `name` is snake_case and says what changes.
 */
export async function writeMigration(url: string, name: string): Promise<string | null> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`a migration's name is snake_case, like add_drift; got "${name}"`);
  const sql = await readSql(url);
  if (sql === "") return null;
  const folder = join(migrationsFolder, `${timestamp(new Date())}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), sql);
  return join(folder, "migration.sql");
}

async function readSql(url: string): Promise<string> {
  const pool = openPool(url, { name: "stockpool-write-migration" });
  try {
    return await sqlFromLive(pool);
  } finally {
    await pool.end();
  }
}

function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
