import pg from "pg";
import type { Logger } from "pino";
import { z } from "zod";

/** What the writer says has changed; `everything` when that is too much to name, or when something may have been missed. */
export type StockNotice = z.infer<typeof notice>;

const ids = z.array(z.uuid()).default([]);
const notice = z.union([
  z.object({ everything: z.literal(true) }),
  z.object({ products: ids, orders: ids }).transform((changed) => ({ everything: false as const, ...changed })),
]);

export interface Listener {
  /** Connections made again after one was lost. */
  reconnects: () => number;
  close: () => Promise<void>;
}

const retryMinMs = 100;
const retryMaxMs = 5_000;

/** A connection that is cut without a word is noticed within so long. */
const pingEveryMs = 15_000;
const pingTimeoutMs = 10_000;

/**
 * Listens on the Postgres channel `stock`, on one connection of its own, and connects again for ever. Whatever was said meanwhile is
 * lost: after each reconnect `tell` gets `everything`.
 */
export async function listenToStock(url: string, tell: (notice: StockNotice) => void, log: Logger): Promise<Listener> {
  let isClosed = false;
  let reconnects = 0;
  let current = await connect();

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: url,
      application_name: "stockpool-api-listen",
      keepAlive: true,
      query_timeout: pingTimeoutMs,
    });
    client.on("error", (error) => log.warn({ err: error }, "the listening connection broke"));
    client.on("notification", ({ payload }) => hear(payload, tell, log));
    await client.connect();
    await client.query("listen stock");
    const ping = setInterval(() => client.query("select 1").catch(() => client.end()), pingEveryMs);
    ping.unref();
    client.once("end", () => {
      clearInterval(ping);
      if (!isClosed) void reconnect(retryMinMs);
    });
    return client;
  }

  async function reconnect(waitMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (isClosed) return;
    try {
      current = await connect();
      reconnects += 1;
      tell({ everything: true });
    } catch (error) {
      log.warn({ err: error, waitMs }, "could not listen again yet");
      void reconnect(Math.min(waitMs * 2, retryMaxMs));
    }
  }

  return {
    reconnects: () => reconnects,
    close: async () => {
      isClosed = true;
      await current.end();
    },
  };
}

function hear(payload: string | undefined, tell: (notice: StockNotice) => void, log: Logger): void {
  try {
    tell(notice.parse(JSON.parse(payload ?? "")));
  } catch (error) {
    log.error({ err: error }, "a notice of changed stock could not be read");
    tell({ everything: true });
  }
}
