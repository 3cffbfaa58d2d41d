import { Logger as GraphileLogger, type LogLevel } from "graphile-worker";
import { type Logger, pino } from "pino";

/** Names under which a secret might be logged by mistake. */
const secretPaths = [
  "secret",
  "credentials",
  "sealedCredentials",
  "*.secret",
  "*.credentials",
  "*.sealedCredentials",
  "authorization",
];

/** Writes JSON lines to standard output. */
export function openLogger(level: string): Logger {
  return pino({ name: "worker", level, redact: secretPaths });
}

/** Hands graphile-worker's own lines to ours. Its "info" tells every job, which our tasks tell better. */
export function graphileLogger(logger: Logger): GraphileLogger {
  const levels: Record<LogLevel, "error" | "warn" | "debug"> = {
    error: "error",
    warning: "warn",
    info: "debug",
    debug: "debug",
  };
  return new GraphileLogger((scope) => (level, message, meta) => {
    const { error } = meta ?? {};
    logger[isFewConnections(meta) ? "debug" : levels[level]](
      { scope, ...(error !== undefined && { err: error }) },
      message,
    );
  });
}

/** It warns of a pool smaller than its concurrency. Ours is so by intent: one connection takes the jobs of all. */
function isFewConnections(meta: object | undefined): boolean {
  return meta !== undefined && "max" in meta && "concurrency" in meta;
}
