import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@stockpool/prisma/migrate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";

let database: FreshDatabase;
let folder: string;

beforeEach(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "stockpool-migrations-"));
  await cp(join(import.meta.dirname, "../../prisma/migrations"), folder, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

test("a migrated database has nothing left to migrate", async () => {
  expect(await migrate(database.url)).toEqual([]);
});

test("processes that migrate at once apply each migration once", async () => {
  await writeMigration("create table extra (id int primary key)");
  const applied = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
  expect(applied.flat()).toEqual([next]);
});

test("a function with semicolons in its body arrives whole", async () => {
  await writeMigration("create function extra() returns int language plpgsql as $$ begin return 1; end; $$;");
  await migrate(database.url, folder);
  const { rows } = await database.pool.query("select extra() as answer");
  expect(rows).toEqual([{ answer: 1 }]);
});

test("a migration that fails leaves nothing and, once repaired, runs again", async () => {
  await writeMigration("create table extra (id int primary key); select 1 / 0;");
  await expect(migrate(database.url, folder)).rejects.toThrow("division by zero");
  await writeMigration("create table extra (id int primary key);");
  expect(await migrate(database.url, folder)).toEqual([next]);
});

const next = "29990101000000_extra";

async function writeMigration(sql: string): Promise<void> {
  await mkdir(join(folder, next), { recursive: true });
  await writeFile(join(folder, next, "migration.sql"), sql);
}
