import { existsSync } from "node:fs";
import { rm, statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { isServerRunning, startServer, stopServer, stopServerAfterUs } from "./embedded/control.ts";
import { initialise, superuser } from "./embedded/initialise.ts";
import { findPlace, type Place } from "./embedded/place.ts";
import { freePort, newPassword, type Remembered, recall, remember } from "./embedded/remembered.ts";

export { freePort } from "./embedded/remembered.ts";

/** A running PostgreSQL of our own. */
export interface Cluster {
  /** Address of a database in it; it need not exist yet. */
  urlOf: (database: string) => string;
  port: number;
  /** The living process of ours that runs it; when that is another one, `stop` leaves it alone. */
  ownerPid: number;
  stop: () => Promise<void>;
  /** Stops it and deletes everything in it. */
  remove: () => Promise<void>;
}

export interface ClusterOptions {
  /**
   * Whether a commit survives a power cut, as it must wherever the data matters. Tests say no: their cluster is deleted with
   * the process that started it, and waiting for the disk is most of their time.
   */
  isDurable: boolean;
}

const firstPort = 54_329;
const startsMax = 3;

/**
 * Starts the PostgreSQL in `folder`, and makes it first when there is none. When a living process of ours runs it already,
 * that one is joined; what a killed process left behind is ended first. Ends with this process, however that ends.
 */
export async function startCluster(folder: string, options: ClusterOptions): Promise<Cluster> {
  const place = await findPlace(folder);
  const before = await recall(place.folder);
  const isRunning = before !== null && (await isServerRunning(place));
  if (isRunning && isAlive(before.ownerPid)) return describe(place, before, async () => {});
  await clearLeftovers(place, isRunning);
  const now = { password: before?.password ?? newPassword(), port: before?.port ?? firstPort, ownerPid: process.pid };
  if (!existsSync(place.data)) {
    await remember(place.folder, now);
    await initialise(place, now.password);
  }
  const started = await startOnFreePort(place, now, options, startsMax);
  const callOff = stopServerAfterUs(place, options.isDurable);
  return describe(place, started, async () => {
    callOff();
    await stopServer(place);
  });
}

async function clearLeftovers(place: Place, isRunning: boolean): Promise<void> {
  // The watcher of the killed process may be stopping it at the same moment; whoever comes second finds nothing to stop.
  if (isRunning)
    await stopServer(place).catch(async (error) => {
      if (await isServerRunning(place)) throw error;
    });
  await rm(join(place.data, "postmaster.pid"), { force: true });
}

async function startOnFreePort(
  place: Place,
  wanted: Remembered,
  options: ClusterOptions,
  startsLeft: number,
): Promise<Remembered> {
  const now = { ...wanted, port: await freePort(wanted.port) };
  await remember(place.folder, now);
  try {
    await startServer(place, await flagsFor(place, now.port, options));
    return now;
  } catch (error) {
    // Somebody may have taken the port since we looked.
    const isPortTaken = (await freePort(now.port)) !== now.port;
    if (!isPortTaken || startsLeft <= 1) throw error;
    return startOnFreePort(place, { ...now, port: 0 }, options, startsLeft - 1);
  }
}

async function flagsFor({ data }: Place, port: number, { isDurable }: ClusterOptions): Promise<string[]> {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "''",
    max_connections: 200,
    timezone: "UTC",
    ...(isDurable
      ? {
          shared_buffers: `${cacheMegabytes()}MB`,
          max_wal_size: `${await walGigabytes(data)}GB`,
          checkpoint_timeout: "15min",
        }
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
}

/**
 * A quarter of the memory that the machine, or the container, has, within bounds: a catalogue of a million products fits into 6 GB. Only
 * what is used is taken.
 */
function cacheMegabytes(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const quarter = Math.floor(bytes / 4 / 1024 ** 2);
  return Math.min(Math.max(quarter, 128), 8_192);
}

/**
 * Room for the changes of a quarter of an hour, as far as half of the free disk allows. Where it is too little the server writes
 * all pages to disk more often, and after that each page whole when it changes for the first time. Only what is used is taken.
 */
async function walGigabytes(data: string): Promise<number> {
  const { bavail, bsize } = await statfs(data);
  const half = Math.floor((bavail * bsize) / 2 / 1024 ** 3);
  return Math.min(Math.max(half, 1), 16);
}

function describe(place: Place, { password, port, ownerPid }: Remembered, stop: () => Promise<void>): Cluster {
  return {
    urlOf: (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    port,
    ownerPid,
    stop,
    remove: async () => {
      if (ownerPid !== process.pid) throw new Error(`the cluster in ${place.folder} belongs to process ${ownerPid}`);
      await stop();
      await rm(place.folder, { recursive: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
