import { readConfig } from "./config.ts";
import { openLogger } from "./logger.ts";
import { startWorker } from "./start-worker.ts";

const { logLevel, ...config } = readConfig(process.env);
const logger = openLogger(logLevel);
const worker = await startWorker({ ...config, logger });

process.stdout.write("worker ready\n");

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(signal));

/** Ends the jobs at hand, then the process. A second signal ends it at once: every job may be cut off anywhere. */
async function stop(signal: string): Promise<void> {
  logger.info({ signal }, "stopping");
  await worker.stop();
  logger.info("stopped");
}

await worker.ended.catch((error: unknown) => {
  logger.fatal({ err: error }, "the worker ended by itself");
  process.exitCode = 1;
});
