import { connect, openPool } from "@stockpool/prisma";
import { applyBatch } from "@stockpool/stock";
import type { Logger } from "pino";
import { makeApiKeys } from "./auth/api-keys.ts";
import { makeFirstAdmin } from "./auth/first-admin.ts";
import { originsOf } from "./auth/same-origin.ts";
import { makeSignIn } from "./auth/sign-in.ts";
import type { Config } from "./config.ts";
import type { Database } from "./context.ts";
import { makeGraphqlServer } from "./graphql-server.ts";
import { type Fetch, makeWebServer } from "./http/serve.ts";
import { intakeChannels } from "./intake/channels.ts";
import { limitSignIns } from "./limits/sign-in-attempts.ts";
import { listenToStock } from "./live/listener.ts";
import { makeStockFeed } from "./live/stock-feed.ts";
import { makeMetrics } from "./metrics.ts";
import { readChannelFigures } from "./read/channel-figures.ts";
import { makeRoutes } from "./routes.ts";

/** What an API needs to know; the rest of the configuration is about listening. */
export interface ApiOptions extends Omit<Config, "port" | "host" | "logLevel" | "allowHttp"> {
  /** Lets channels be at http addresses on this machine; they may not when left out. */
  allowHttp?: boolean;
}

/** A running API. */
export interface Api {
  /** Answers a request without a network. */
  fetch: Fetch;
  /** Opens a port; 0 takes a free one. */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** Ends subscriptions, lets running requests finish, closes every connection. */
  close(): Promise<void>;
}

/** Starts the API on a migrated database: makes the first admin if there is nobody, listens for changes. */
export async function createApi(options: ApiOptions, log: Logger): Promise<Api> {
  const primary = openDatabase(options.databaseUrl, log);
  const replica = options.databaseReadUrl === null ? primary : openDatabase(options.databaseReadUrl, log);
  const writer = openPool(options.databaseUrl, {
    name: "stockpool-api-writer",
    readsByKey: true,
    onError: warnOfLoss(log),
  });
  const feed = makeStockFeed();
  const trustedOrigins = originsOf([options.webUrl, options.apiUrl]);
  const signIn = makeSignIn({
    prisma: primary.prisma,
    apiUrl: options.apiUrl,
    trustedOrigins,
    isSecure: options.webUrl.startsWith("https:"),
    secret: options.authSecret,
    log,
  });
  const apiKeys = makeApiKeys(signIn);
  await ensureAdmin();
  const listener = await listenToStock(options.databaseUrl, feed.tell, log);
  const apply = (commands: Parameters<typeof applyBatch>[1]) => applyBatch(writer, commands, new Date());
  const sealing = { secret: options.stockpoolSecret, allowHttp: options.allowHttp ?? false };
  const fetch = makeRoutes({
    pool: writer,
    channels: intakeChannels(writer, options.stockpoolSecret),
    graphql: makeGraphqlServer({ primary, replica, feed, apiKeys, sealing, apply, log }),
    metrics: makeMetrics({
      subscribers: feed.size,
      listenReconnects: listener.reconnects,
      channels: () => readChannelFigures(replica.pool),
    }),
    signIn,
    apiKeys,
    waitToSignIn: limitSignIns(),
    trustedOrigins,
    log,
  });
  const server = makeWebServer(fetch, options.apiUrl, log);

  async function ensureAdmin(): Promise<void> {
    if (!options.firstAdmin) return log.info("no first admin is configured (ADMIN_EMAIL, ADMIN_PASSWORD)");
    if ((await makeFirstAdmin(primary.pool, signIn, options.firstAdmin)) === "made") {
      log.info({ email: options.firstAdmin.email }, "the first admin was made");
    }
  }

  return {
    fetch,
    listen: (port, host = "127.0.0.1") => server.listen(port, host),
    close: async () => {
      await server.close();
      await feed.close();
      await listener.close();
      await Promise.all([writer.end(), ...[...new Set([primary, replica])].map((database) => database.close())]);
    },
  };
}

function warnOfLoss(log: Logger) {
  return (error: Error) => log.warn({ err: error }, "a database connection was lost while idle");
}

interface OpenDatabase extends Database {
  close(): Promise<void>;
}

function openDatabase(url: string, log: Logger): OpenDatabase {
  const { prisma, close } = connect(url, "stockpool-api-prisma");
  const pool = openPool(url, { name: "stockpool-api", onError: warnOfLoss(log) });
  return {
    prisma,
    pool,
    close: async () => {
      await Promise.all([close(), pool.end()]);
    },
  };
}
