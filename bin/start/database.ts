import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { startCluster } from "@stockpool/prisma/embedded";

export interface Database {
  url: string;
  stop: () => Promise<void>;
}

/** The database of `DATABASE_URL`, else the embedded one in `folder`, where the demo has one of its own. */
export async function openDatabase(folder: string, isDemo: boolean): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const name = isDemo ? "stockpool_demo" : "stockpool";
  const cluster = await startCluster(join(folder, "postgres"), { isDurable: true });
  if (cluster.ownerPid !== process.pid) {
    throw new Error(`Stockpool already runs in this folder (process ${cluster.ownerPid}); stop that one first`);
  }
  await createWhenMissing(cluster.urlOf("postgres"), name);
  return { url: cluster.urlOf(name), stop: cluster.stop };
}

async function createWhenMissing(url: string, name: string): Promise<void> {
  const pool = openPool(url, { name: "stockpool-start", max: 1 });
  try {
    const { rowCount } = await pool.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await pool.query(`create database ${name}`);
  } finally {
    await pool.end();
  }
}
