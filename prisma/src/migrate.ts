import { runMigrations } from "graphile-worker";
import type pg from "pg";
import { migrationsFolder } from "./folder.ts";
import { readMigrations } from "./migrations.ts";
import { openPool } from "./pool.ts";
import { openSchemaEngine, type SchemaEngine } from "./schema-engine.ts";

export { sqlFromLive } from "./diff.ts";
export { writeMigration } from "./write-migration.ts";

// Names the lock that lets one process at a time migrate; any number that nobody else uses.
const migrationLock = 5_707_369;

/**
 * Brings the database at `url` up to date: our own migrations and those of the job queue. Returns the names of ours that were
 * applied. May be called by many processes at once and again at any time; a migration that fails leaves nothing behind.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const pool = openPool(url, { name: "stockpool-migrate" });
  try {
    return await alone(pool, async () => {
      const applied = await applyMigrations(pool, folder);
      await runMigrations({ pgPool: pool });
      // A hub that stood still for months starts with the partitions of today.
      await pool.query("select ensure_partitions(now() + interval '3 months')");
      return applied;
    });
  } finally {
    await pool.end();
  }
}

async function alone<Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    return await work();
  } finally {
    // Closing the connection gives the lock back.
    client.release(true);
  }
}

async function applyMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const engine = await openSchemaEngine(pool);
  try {
    const migrationsList = await readMigrations(folder);
    await forgetFailures(engine, migrationsList);
    const input = { migrationsList, filters: { externalTables: [], externalEnums: [] } };
    return (await engine.applyMigrations(input)).appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** A migration that failed left nothing behind, because it runs as one transaction: after its repair it may simply run again. */
async function forgetFailures(
  engine: SchemaEngine,
  migrationsList: Awaited<ReturnType<typeof readMigrations>>,
): Promise<void> {
  const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
}
