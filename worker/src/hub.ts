import type pg from "pg";
import type { Logger } from "pino";
import type { AmazonTimes } from "./amazon-times.ts";
import type { ConnectorOf } from "./connectors.ts";

/** What every task works with. */
export interface Hub {
  /** For statements that read by key: see `readsByKey` of `openPool`. */
  pool: pg.Pool;
  /** For statements that read whole tables. */
  wholeTables: pg.Pool;
  logger: Logger;
  /** The connector of a channel's account, kept from call to call with its token, for work that somebody waits for or not. */
  connectorOf: ConnectorOf;
  /** Where platforms reach the intake (https://hub.example.com); null when they cannot. */
  webhookBaseUrl: string | null;
  /** How long Amazon takes; null: as long as it says. */
  amazonTimes: AmazonTimes | null;
}
