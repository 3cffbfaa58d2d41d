import { pino } from "pino";
import { readConfig } from "./config.ts";
import { startSandbox } from "./start-sandbox.ts";

const log = pino({ name: "sandbox" });
const config = readConfig(process.env);
const sandbox = await startSandbox({
  port: config.SANDBOX_PORT,
  webhookRetryMs: config.SANDBOX_WEBHOOK_RETRY_MS,
  ...(config.SANDBOX_STATE === undefined ? {} : { stateFile: config.SANDBOX_STATE }),
});
log.info({ url: sandbox.url }, "sandbox ready");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0));
  });
}
