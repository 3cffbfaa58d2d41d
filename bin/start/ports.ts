import { readFile, writeFile } from "node:fs/promises";
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

const triesMax = 50;

async function nextFree(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + triesMax && port <= 65_535; port++) {
    if ((await freePort(port)) === port) return port;
  }
  return freePort(0);
}
