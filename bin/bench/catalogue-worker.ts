import { setTimeout as pause } from "node:timers/promises";
import { openPool } from "@stockpool/prisma";
import { queueChannelJob } from "@stockpool/stock";
import { startWorker } from "@stockpool/worker";
import { pino } from "pino";

// A worker by itself, so that its memory is that of the import and nothing else. Prints what it grew by, as JSON.
const { DATABASE_URL = "", STOCKPOOL_SECRET = "", CHANNEL_ID = "" } = process.env;
const pool = openPool(DATABASE_URL, { name: "stockpool-bench-catalogue", max: 2 });
const logger = pino({ level: process.env.LOG_LEVEL ?? "silent" });
const options = { databaseUrl: DATABASE_URL, secret: STOCKPOOL_SECRET, allowHttp: true, rateFactor: 1_000 };
const worker = await startWorker({ ...options, webhookBaseUrl: null, concurrency: 2, logger });

const before = process.memoryUsage().rss;
const begin = performance.now();
await queueChannelJob(pool, "import_listings", CHANNEL_ID);
while (!(await isFinished())) await pause(100);
const grewBytes = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify({ grewBytes, seconds: (performance.now() - begin) / 1000 }));

await worker.stop();
await pool.end();

async function isFinished(): Promise<boolean> {
  const { rows } = await pool.query<{ isFinished: boolean; error: string | null }>(
    `select finished_at is not null as "isFinished", error from listing_import where channel_id = $1`,
    [CHANNEL_ID],
  );
  const [run] = rows;
  if (run?.error) throw new Error(run.error);
  return run?.isFinished ?? false;
}
