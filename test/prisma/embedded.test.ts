import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPool } from "@stockpool/prisma";
import { type Cluster, startCluster } from "@stockpool/prisma/embedded";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stockpool-embedded-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("a cluster keeps its data and its port from start to start", async () => {
  const first = await startCluster(join(folder, "postgres"), { isDurable: true });
  await query(first, "create table kept as select 1 as one");
  await first.stop();
  const second = await startCluster(join(folder, "postgres"), { isDurable: true });
  expect(await query(second, "select one from kept")).toEqual([{ one: 1 }]);
  expect(second.port).toBe(first.port);
  await second.remove();
});

test("a cluster whose process was killed starts again with everything that was committed", async () => {
  await killAfterCommit();
  const cluster = await startCluster(join(folder, "postgres"), { isDurable: true });
  expect(await query(cluster, "select one from kept")).toEqual([{ one: 1 }]);
  expect(cluster.ownerPid).toBe(process.pid);
  await cluster.remove();
});

test("a note of a server that is gone does not stop a start, whoever has its process id now", async () => {
  const before = await startCluster(join(folder, "postgres"), { isDurable: true });
  const [data] = await query(before, "select current_setting('data_directory') as folder");
  await before.stop();
  await writeFile(join(data.folder, "postmaster.pid"), `${process.pid}\n${data.folder}\n`);
  const cluster = await startCluster(join(folder, "postgres"), { isDurable: true });
  expect(await query(cluster, "select 1 as one")).toEqual([{ one: 1 }]);
  await cluster.remove();
});

test("a cluster that a living process runs is joined and left running", async () => {
  const owner = spawnOwner("console.log('running'); setInterval(() => {}, 1000);");
  await once(owner.stdout, "data");
  const joined = await startCluster(join(folder, "postgres"), { isDurable: true });
  expect(joined.ownerPid).toBe(owner.pid);
  await joined.stop();
  expect(await query(joined, "select 1 as one")).toEqual([{ one: 1 }]);
  owner.kill("SIGKILL");
  await once(owner, "exit");
  await (await startCluster(join(folder, "postgres"), { isDurable: true })).remove();
});

test("a cluster that need not last goes with the process that started it", async () => {
  const owner = spawnOwner("console.log('running'); setInterval(() => {}, 1000);", false);
  await once(owner.stdout, "data");
  owner.kill("SIGKILL");
  await vi.waitFor(async () => expect(await readdir(join(folder, "postgres"))).toEqual([]), 10_000);
});

test("durable clusters wait for the disk", async () => {
  const cluster = await startCluster(join(folder, "postgres"), { isDurable: true });
  const settings = "fsync synchronous_commit full_page_writes".split(" ").map((name) => `current_setting('${name}')`);
  expect(await query(cluster, `select array[${settings}] as settings`)).toEqual([{ settings: ["on", "on", "on"] }]);
  await cluster.remove();
});

async function killAfterCommit(): Promise<void> {
  const owner = spawnOwner(`const { openPool } = await import(${moduleAt("index.ts")});
    await openPool(cluster.urlOf("postgres"), { name: "test" }).query("create table kept as select 1 as one");
    process.kill(process.pid, "SIGKILL");`);
  await once(owner, "exit");
}

function spawnOwner(source: string, isDurable = true) {
  const start = `const { startCluster } = await import(${moduleAt("embedded.ts")});
    const cluster = await startCluster(${JSON.stringify(join(folder, "postgres"))}, { isDurable: ${isDurable} });`;
  const args = ["--input-type=module", "-e", `${start}\n${source}`];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}

function moduleAt(name: string): string {
  return JSON.stringify(join(import.meta.dirname, "../../prisma/src", name));
}

async function query(cluster: Cluster, sql: string) {
  const pool = openPool(cluster.urlOf("postgres"), { name: "test" });
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
  }
}
