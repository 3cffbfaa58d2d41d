import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SchemaEngine } from "./schema-engine.ts";

type MigrationList = Parameters<SchemaEngine["applyMigrations"]>[0]["migrationsList"];

/** The migrations in `folder`, in order, as the schema engine wants them. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const lockfile = "migration_lock.toml";
  return {
    baseDir: folder,
    lockfile: { path: lockfile, content: await readFile(join(folder, lockfile), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map((name) => readMigration(folder, name))),
  };
}

async function readMigration(folder: string, name: string): Promise<MigrationList["migrationDirectories"][number]> {
  const path = "migration.sql";
  const sql = await readFile(join(folder, name, path), "utf8");
  return { path: name, migrationFile: { path, content: { tag: "ok", value: sql } } };
}
