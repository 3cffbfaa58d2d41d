import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What must stay secret and must stay the same from start to start. */
export interface Secrets {
  /** Signs sessions. */
  AUTH_SECRET: string;
  /** Seals the credentials of channels; 32 bytes in base64. Without it they cannot be opened again. */
  STOCKPOOL_SECRET: string;
  ADMIN_EMAIL: string;
  ADMIN_PASSWORD: string;
}

/** Takes secrets from the environment, else from the file of an earlier start, else makes them up and keeps them, readable by the owner only. */
export async function loadSecrets(folder: string, environment: NodeJS.ProcessEnv): Promise<Secrets> {
  const file = join(folder, "secrets.json");
  const kept = { ...madeUp(), ...(await readKept(file)) };
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return {
    AUTH_SECRET: environment.AUTH_SECRET ?? kept.AUTH_SECRET,
    STOCKPOOL_SECRET: environment.STOCKPOOL_SECRET ?? kept.STOCKPOOL_SECRET,
    ADMIN_EMAIL: environment.ADMIN_EMAIL ?? kept.ADMIN_EMAIL,
    ADMIN_PASSWORD: environment.ADMIN_PASSWORD ?? kept.ADMIN_PASSWORD,
  };
}

function madeUp(): Secrets {
  return {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    STOCKPOOL_SECRET: randomBytes(32).toString("base64"),
    ADMIN_EMAIL: "admin@stockpool.local",
    ADMIN_PASSWORD: randomBytes(9).toString("base64url"),
  };
}

async function readKept(file: string): Promise<Partial<Secrets>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON; repair it, or delete it and connect the channels again`);
  }
}
