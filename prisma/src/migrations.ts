import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationsFolder } from "./folder.ts";
import type { SchemaEngine } from "./schema-engine.ts";

type MigrationList = Parameters<SchemaEngine["applyMigrations"]>[0]["migrationsList"];

/** The migrations of the checkout, in order, as the schema engine wants them. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const lockfile = "migration_lock.toml";
  return {
    baseDir: migrationsFolder,
    lockfile: { path: lockfile, content: await readFile(join(migrationsFolder, lockfile), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map(readMigration)),
  };
}

async function readMigration(name: string): Promise<MigrationList["migrationDirectories"][number]> {
  const path = "migration.sql";
  const sql = await readFile(join(migrationsFolder, name, path), "utf8");
  return { path: name, migrationFile: { path, content: { tag: "ok", value: sql } } };
}
