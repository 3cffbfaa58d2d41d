import { z } from "zod";

/** Long enough that nobody guesses it. */
const secret = z.string().min(32, "must have at least 32 characters");

const url = (protocol: RegExp) =>
  z.url({ protocol, error: (issue) => `must be an address, got ${JSON.stringify(issue.input)}` });

const environment = z
  .object({
    /** The primary: changes, sign-ins, live changes. */
    DATABASE_URL: url(/^postgres(ql)?$/),
    /** A streaming replica for GraphQL queries; the primary when left out. */
    DATABASE_READ_URL: url(/^postgres(ql)?$/).optional(),
    /** Port to listen on; 0 takes a free one. */
    API_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    /** Address to listen on. */
    API_HOST: z.string().min(1).default("127.0.0.1"),
    /** Where this API is reached. */
    API_URL: url(/^https?$/).default("http://127.0.0.1:4000"),
    /** Where people reach the panel: the origin that may use its cookies here. */
    WEB_URL: url(/^https?$/).default("http://localhost:3000"),
    /** Signs the cookies of sessions. */
    AUTH_SECRET: secret,
    /** Seals and opens the credentials of channels. */
    STOCKPOOL_SECRET: secret,
    /** The first person who may sign in; made at the start while there is nobody. */
    ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
    ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").max(128).optional(),
    /** 1: channels may be connected at http addresses on this machine, where the sandbox is. */
    SANDBOX_ALLOWED: z.enum(["0", "1"]).default("0"),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => (env.ADMIN_EMAIL === undefined) === (env.ADMIN_PASSWORD === undefined), {
    path: ["ADMIN_PASSWORD"],
    error: "ADMIN_EMAIL and ADMIN_PASSWORD go together",
  });

/** What the API needs to know of its surroundings. */
export interface Config {
  databaseUrl: string;
  databaseReadUrl: string | null;
  port: number;
  host: string;
  apiUrl: string;
  webUrl: string;
  authSecret: string;
  stockpoolSecret: string;
  /** Lets channels be at http addresses on this machine. */
  allowHttp: boolean;
  firstAdmin: { email: string; password: string } | null;
  logLevel: string;
}

/** Reads the environment, once, at the start; throws one error that lists every problem, and never a value of a secret. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new Error(`the API cannot start:\n${z.prettifyError(parsed.error)}`);
  return toConfig(parsed.data);
}

function toConfig(env: z.infer<typeof environment>): Config {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = env;
  return {
    databaseUrl: env.DATABASE_URL,
    databaseReadUrl: env.DATABASE_READ_URL ?? null,
    port: env.API_PORT,
    host: env.API_HOST,
    apiUrl: env.API_URL,
    webUrl: env.WEB_URL,
    authSecret: env.AUTH_SECRET,
    stockpoolSecret: env.STOCKPOOL_SECRET,
    allowHttp: env.SANDBOX_ALLOWED === "1",
    firstAdmin: email !== undefined && password !== undefined ? { email, password } : null,
    logLevel: env.LOG_LEVEL,
  };
}
