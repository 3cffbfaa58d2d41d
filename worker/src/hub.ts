import type { Connector } from "@stockpool/channels";
import type pg from "pg";
import type { Logger } from "pino";
import type { Channel } from "./channel.ts";

/** What every task works with. */
export interface Hub {
  pool: pg.Pool;
  logger: Logger;
  /** The connector of a channel's account, kept from call to call with its token and rate budgets. */
  connectorOf(channel: Channel): Connector;
  /** Where platforms reach the intake (https://hub.example.com); null when they cannot. */
  webhookBaseUrl: string | null;
}
