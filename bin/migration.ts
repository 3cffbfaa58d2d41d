import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { startCluster } from "@stockpool/prisma/embedded";
import { migrate, writeMigration } from "@stockpool/prisma/migrate";

// npm run migration -- NAME: writes the next migration from what changed in the Prisma schema.
const [name = ""] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "stockpool-migration-"));
const cluster = await startCluster(join(folder, "postgres"), { isDurable: false });
try {
  const url = await makeMigratedDatabase();
  const file = await writeMigration(url, name);
  console.log(
    file ? `Written: ${file}. Read it before you commit it.` : "The migrations already say what the schema says.",
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cluster.remove();
  await rm(folder, { recursive: true });
}

async function makeMigratedDatabase(): Promise<string> {
  const admin = openPool(cluster.urlOf("postgres"), { name: "stockpool-migration" });
  await admin.query("create database migrated");
  await admin.end();
  await migrate(cluster.urlOf("migrated"));
  return cluster.urlOf("migrated");
}
