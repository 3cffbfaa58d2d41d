import pg from "pg";

/** The most connections of one pool, unless its opener says otherwise. Four processes of ours fit well into Postgres' default of 100. */
const connectionsMax = 10;

const keepAliveMs = 30_000;

export interface PoolOptions {
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** The most connections held at once. */
  max?: number;
  /**
   * Commits do not wait for the disk: a crash of the database server itself may undo the last half second of them. For notes of
   * work that is harmless to repeat.
   */
  mayForget?: boolean;
  /**
   * Statements are planned once for each connection, and look rows up in indexes even while a table is small: for many short
   * statements that read by key. Planning takes as long as they do, and a plan made for an empty table would outlive it. What
   * reads whole tables needs a pool without this. Connections are kept however long they are idle: a new one plans everything anew,
   * and has none of the database's memory at hand.
   */
  readsByKey?: boolean;
  /** Told of a connection that broke; the pool replaces it by itself. */
  onError?: (error: Error) => void;
}

// Our statements are short. Postgres overestimates the recursive ones and would compile them first, which takes longer than they do.
const withoutJit = "-c jit=off";

const withoutFlush = "-c synchronous_commit=off";

const byKey = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off";

/** Opens a pool of plain `pg` connections. Without error handlers one lost connection would end the process. */
export function openPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name,
    max: options.max ?? connectionsMax,
    options: settingsOf(options),
    ...(options.readsByKey && { idleTimeoutMillis: 0 }),
    // What lies between may forget a connection that says nothing, and tell nobody.
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    // Statements that need no answer of each other are sent in one go; the server still does them one after the other.
    pipeline: true,
  });
  const onError = options.onError ?? warnOfLostConnection;
  pool.on("error", onError);
  // A connection that is lent out reports its loss itself.
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}

function settingsOf({ mayForget = false, readsByKey = false }: PoolOptions): string {
  return [withoutJit, ...(mayForget ? [withoutFlush] : []), ...(readsByKey ? [byKey] : [])].join(" ");
}

function warnOfLostConnection(error: Error): void {
  process.emitWarning(`a database connection was lost: ${error.message}`, "DatabaseConnectionLost");
}
