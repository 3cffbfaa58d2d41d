import { parseArgs } from "node:util";

export interface StartOptions {
  /** Port of the panel that was asked for; null when any will do. */
  port: number | null;
  isDemo: boolean;
  isHelp: boolean;
}

export const usage = `npm start [-- OPTIONS]

Starts the whole hub: Postgres, the API, the worker and the panel, and until you say otherwise a demo shop.

  --no-demo    an empty hub, without the simulated platforms
  --port N     port of the panel (default 3000, or the next free one)
  --help       this text

Environment
  DATABASE_URL      use this Postgres (15 or newer) instead of the embedded one in .stockpool/
  ADMIN_EMAIL       e-mail of the first user (default admin@stockpool.local)
  ADMIN_PASSWORD    password of the first user (default: made up and kept in .stockpool/secrets.json)
  STOCKPOOL_SECRET  32 bytes in base64; seals the credentials of channels (default: as above)
  AUTH_SECRET       signs sessions (default: as above)
  WEB_HOST          address that the panel listens on (default 127.0.0.1: this machine only)
  WEB_URL           address at which people reach the panel (default http://localhost:PORT)
  WEBHOOK_BASE_URL  address at which platforms reach the API (default: the API's own)`;

/** Reads the command line; throws with one clear line when it is not understood. */
export function parseOptions(args: string[]): StartOptions {
  const { values } = parse(args);
  return { port: parsePort(values.port), isDemo: !values["no-demo"], isHelp: values.help ?? false };
}

function parse(args: string[]) {
  const options = { "no-demo": { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } } as const;
  try {
    return parseArgs({ args, options, strict: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : error;
    throw new Error(`${reason}; try npm start -- --help`);
  }
}

function parsePort(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port must be 1–65535, got ${given}`);
  return port;
}
