import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { freePort } from "@stockpool/prisma/embedded";

/** The ports of one start. */
export interface Ports {
  web: number;
  api: number;
  sandbox: number;
}

const defaults: Ports = { web: 3000, api: 4000, sandbox: 4010 };

/**
 * Chooses ports: the one asked for, else those of the last start, because the demo's channels know their platform by its
 * address; else the next free ones.
 */
export async function choosePorts(folder: string, asked: number | null): Promise<Ports> {
  const file = join(folder, "ports.json");
  const before: Partial<Ports> = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
  const ports = {
    web: await nextFree(asked ?? defaults.web),
    api: await nextFree(before.api ?? defaults.api),
    sandbox: await nextFree(before.sandbox ?? defaults.sandbox),
  };
  await writeFile(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

/** Keeps a port from others, who look for free ones too, until it is let go. */
export async function holdPort(port: number): Promise<() => Promise<void>> {
  const holder = createServer((socket) => socket.destroy()).unref();
  await new Promise<void>((resolve, reject) => holder.once("error", reject).listen(port, "127.0.0.1", resolve));
  return () => new Promise((resolve) => holder.close(() => resolve()));
}

const triesMax = 50;

async function nextFree(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + triesMax && port <= 65_535; port++) {
    if ((await freePort(port)) === port) return port;
  }
  return freePort(0);
}
