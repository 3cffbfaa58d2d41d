import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** What one run of a cluster tells the next. */
export interface Remembered {
  password: string;
  /** The port of the last start; taken again when it is free. */
  port: number;
  /** The process that started the server last. */
  ownerPid: number;
}

/** Reads what the last run left in the folder of a cluster; null before the first. */
export async function recall(folder: string): Promise<Remembered | null> {
  const text = await readFile(fileIn(folder), "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}

/** Leaves a note for the next run; only its owner may read it. */
export async function remember(folder: string, remembered: Remembered): Promise<void> {
  await writeFile(fileIn(folder), `${JSON.stringify(remembered)}\n`, { mode: 0o600 });
}

/** A password nobody has to know. */
export function newPassword(): string {
  return randomBytes(18).toString("base64url");
}

/** The wanted port when nothing listens there, else a free one. */
export async function freePort(wanted: number): Promise<number> {
  return (await portIfFree(wanted)) ?? (await portIfFree(0)) ?? noPort();
}

function portIfFree(port: number): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? null) : null));
    });
  });
}

function noPort(): never {
  throw new Error("no TCP port is free on 127.0.0.1");
}

const fileIn = (folder: string) => join(folder, "stockpool.json");
