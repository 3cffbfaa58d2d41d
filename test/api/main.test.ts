import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { freshDatabase } from "../make/database.ts";
import { openStream } from "./stream.ts";
import { signIn } from "./world.ts";

const root = join(import.meta.dirname, "../..");

function startApi(env: Record<string, string>): ChildProcess {
  const { PATH = "" } = process.env;
  return spawn(process.execPath, ["api/src/main.ts"], {
    cwd: root,
    env: { PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("the process starts, answers, and ends cleanly while somebody still listens", async () => {
  const db = await freshDatabase();
  const admin = { email: "anna@example.com", password: randomBytes(12).toString("base64url") };
  const secret = randomBytes(32).toString("base64");
  const api = startApi({
    ...{ DATABASE_URL: db.url, API_PORT: "0", AUTH_SECRET: secret, STOCKPOOL_SECRET: secret },
    ...{ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password },
  });
  const port = await portOf(api);
  const send = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  expect((await send("/ready")).status).toBe(200);
  const cookie = await signIn(send, admin);
  const stream = await openStream({ send, cookie }, "subscription { stockChanged { at } }", {});
  const exit = once(api, "exit");
  api.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  // Cut off, not completed: the panel then subscribes again, to another process.
  await expect(stream.next()).rejects.toThrow("terminated");
  await db.drop();
});

test("the process that lacks its configuration ends at once and says all that is missing", async () => {
  const api = startApi({});
  let said = "";
  api.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  expect(await once(api, "exit")).toEqual([1, null]);
  for (const name of ["DATABASE_URL", "AUTH_SECRET", "STOCKPOOL_SECRET"]) expect(said).toContain(name);
});

async function portOf(api: ChildProcess): Promise<number> {
  if (!api.stdout) throw new Error("the process has no output");
  for await (const line of createInterface({ input: api.stdout })) {
    const { msg, port }: { msg?: string; port?: number } = JSON.parse(line);
    if (msg === "ready" && port) return port;
  }
  throw new Error("the process ended before it was ready");
}
