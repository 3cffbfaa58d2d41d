import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openPool } from "@stockpool/prisma";
import { startCluster } from "@stockpool/prisma/embedded";
import { auditPromises, type Breach, recordAudit } from "@stockpool/stock";

const usage = `npm run audit [-- OPTIONS]

Proves the invariants over the whole database, beside a running hub or without one; ends with 1 when one is broken.

  --demo    the embedded database of the demo
  --json    what is broken, as JSON
  --help    this text

Environment
  DATABASE_URL  the database; without it the embedded one in .stockpool/`;

try {
  const { values } = parseArgs({
    options: { demo: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) console.log(usage);
  else process.exitCode = (await auditDatabase(values.demo ?? false, values.json ?? false)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** True when every invariant holds. */
async function auditDatabase(isDemo: boolean, isJson: boolean): Promise<boolean> {
  const database = await openDatabase(isDemo);
  const pool = openPool(database.url, { name: "stockpool-audit", max: 2 });
  try {
    const { breaches, tookMs } = await recordAudit(pool);
    if (isJson) console.log(JSON.stringify(breaches));
    else tell(breaches, tookMs);
    return breaches.length === 0;
  } finally {
    await pool.end();
    await database.stop();
  }
}

async function openDatabase(isDemo: boolean): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = join(import.meta.dirname, "../.stockpool/postgres");
  if (!existsSync(folder)) throw new Error("there is no database yet: run npm start, or give DATABASE_URL");
  const cluster = await startCluster(folder, { isDurable: true });
  return { url: cluster.urlOf(isDemo ? "stockpool_demo" : "stockpool"), stop: cluster.stop };
}

function tell(breaches: Breach[], tookMs: number): void {
  for (const { name, promise } of auditPromises()) {
    const found = breaches.filter((one) => one.check === name);
    console.log(`${found.length === 0 ? "ok    " : "BROKEN"} ${name}: ${promise}`);
    for (const one of found) console.log(`         ${one.id}: ${one.found}`);
  }
  console.log(`${breaches.length} broken (at most 100 of each kind are shown), ${(tookMs / 1000).toFixed(1)} s`);
}
