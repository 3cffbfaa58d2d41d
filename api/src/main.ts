import pino from "pino";
import { readConfig } from "./config.ts";
import { createApi } from "./index.ts";

const config = readConfig(process.env);
const log = pino({ name: "api", level: config.logLevel });
const api = await createApi(config, log);
const { port } = await api.listen(config.port, config.host);
log.info({ port }, "ready");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    log.info({ signal }, "closing");
    api.close().catch((error: unknown) => {
      log.error({ error }, "did not close cleanly");
      process.exitCode = 1;
    });
  });
}
