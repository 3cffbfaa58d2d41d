import { z } from "zod";

const schema = z.object({
  /** Postgres of the hub: postgres://user:password@host:5432/name. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** What channels' credentials are sealed with: 32 characters or more. */
  STOCKPOOL_SECRET: z.string().min(32),
  /** Where platforms reach the hub's intake (https://hub.example.com). Without it the hub lives on polling alone. */
  WEBHOOK_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** 1: channels may be at http addresses on this machine, where the sandbox is. */
  SANDBOX_ALLOWED: z.enum(["0", "1"]).default("0"),
  /** Multiplies bol's rate budgets where the sandbox is allowed: a replay squeezes a month into minutes. */
  SANDBOX_RATE_FACTOR: z.coerce.number().min(1).max(1_000).default(1),
  /** Jobs run at the same time: two or three per channel keep one slow platform from holding up the others. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(16),
  /** The least important lines that are written. */
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export interface Config {
  databaseUrl: string;
  secret: string;
  webhookBaseUrl: string | null;
  allowHttp: boolean;
  /** 1 unless the sandbox is allowed. */
  rateFactor: number;
  concurrency: number;
  logLevel: string;
}

/** The environment, read once. Throws an error that lists every problem and no value. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) throw new Error(`the worker's environment is wrong:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    secret: data.STOCKPOOL_SECRET,
    webhookBaseUrl: data.WEBHOOK_BASE_URL ?? null,
    allowHttp: data.SANDBOX_ALLOWED === "1",
    rateFactor: data.SANDBOX_ALLOWED === "1" ? data.SANDBOX_RATE_FACTOR : 1,
    concurrency: data.WORKER_CONCURRENCY,
    logLevel: data.LOG_LEVEL,
  };
}
